package dev.atelier.common.paging;

import dev.atelier.common.problem.RefusedException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The place in a list after one of its items. Clients pass it back and never look inside.
 *
 * @param list names the list, its sort and filters
 * @param key the item's sort key
 */
public record Cursor(String list, List<String> key) {

    private static final String SEPARATOR = "\n";

    public String encode() {
        String text =
                list
                        + SEPARATOR
                        + key.stream().map(Cursor::escape).collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The cursor in a client's hands.
     *
     * @throws RefusedException when it was not made by {@link #encode()}
     */
    public static Cursor decode(String encoded) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            List<String> parts = Arrays.asList(text.split(SEPARATOR, -1));
            return new Cursor(
                    parts.getFirst(), parts.stream().skip(1).map(Cursor::unescape).toList());
        } catch (IllegalArgumentException | CharacterCodingException exception) {
            throw new RefusedException(new InvalidCursor());
        }
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescape(String value) {
        return value.translateEscapes();
    }
}
