package dev.atelier.common.calendar;

import dev.atelier.common.web.EntityTag;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import java.nio.charset.StandardCharsets;

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
}
