package dev.atelier.common.calendar;

import dev.atelier.common.web.EntityTag;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A calendar over HTTP. */
public final class CalendarAnswer {

    /** What a controller says that it produces. */
    public static final String MEDIA_TYPE = "text/calendar";

    private static final MediaType TYPE =
            new MediaType(MediaType.parseMediaType(MEDIA_TYPE), StandardCharsets.UTF_8);

    private CalendarAnswer() {}

    /**
     * @param text the calendar
     * @param tag changes whenever the text does
     * @param filename under which a browser keeps it
     */
    public static ResponseEntity<String> of(String text, EntityTag tag, String filename) {
        return ResponseEntity.ok()
                .contentType(TYPE)
                .eTag(tag.value())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(filename).build().toString())
                .body(text);
    }

    /** The same for a calendar of several things, which has no version but its text. */
    public static ResponseEntity<String> of(String text, String filename) {
        return of(text, new EntityTag("\"" + digest(text) + "\""), filename);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
