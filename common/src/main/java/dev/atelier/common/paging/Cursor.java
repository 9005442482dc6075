package dev.atelier.common.paging;

import dev.atelier.common.problem.RefusedException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The place in a list after one of its items. Clients pass it back and never look inside.
 *
 * @param list names the list, its sort and filters
 * @param key the item's sort key
 */
public record Cursor(String list, List<String> key) {

    private static final String SEPARATOR = ".";

    public String encode() {
        return Stream.concat(Stream.of(list), key.stream())
                .map(Cursor::encode)
                .collect(Collectors.joining(SEPARATOR));
    }

    /**
     * The cursor in a client's hands.
     *
     * @throws RefusedException when it was not made by {@link #encode()}
     */
    public static Cursor decode(String encoded) {
        try {
            List<String> parts =
                    Arrays.stream(encoded.split(Pattern.quote(SEPARATOR), -1))
                            .map(Cursor::decodePart)
                            .toList();
            return new Cursor(parts.getFirst(), parts.subList(1, parts.size()));
        } catch (IllegalArgumentException _) {
            throw new RefusedException(new InvalidCursor());
        }
    }

    private static String encode(String part) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }

    /** Only text that we could have written: UTF-8, and no NUL, which Postgres refuses. */
    private static String decodePart(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("NUL in a cursor");
            }
            return text;
        } catch (CharacterCodingException exception) {
            throw new IllegalArgumentException(exception);
        }
    }
}
