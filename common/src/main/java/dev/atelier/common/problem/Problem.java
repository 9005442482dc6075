package dev.atelier.common.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What went wrong, for a client to act on and a person to read. It never tells how the service is
 * built.
 *
 * @param slug the stable name of the problem's type
 * @param status the HTTP status
 * @param title the type in a few words, the same for every occurrence
 * @param detail this occurrence in a sentence
 * @param nextStep the way on, in words for a person, where there is one
 * @param errors what is wrong with the input, field by field
 * @param extensions further members of the document
 * @param headers headers of the answer
 */
public record Problem(
        String slug,
        HttpStatusCode status,
        String title,
        @Nullable String detail,
        @Nullable String nextStep,
        List<InputError> errors,
        Map<String, Object> extensions,
        HttpHeaders headers) {

    private static final String TYPES = "https://atelier.dev/problems/";

    /** A problem with no more than its type. */
    public static Problem of(int status, String slug, String title) {
        return new Problem(
                slug,
                HttpStatusCode.valueOf(status),
                title,
                null,
                null,
                List.of(),
                Map.of(),
                HttpHeaders.EMPTY);
    }

    /** The problem's type: an identifier, not a page to fetch. */
    public URI type() {
        return URI.create(TYPES + slug);
    }

    public Problem detail(@Nullable String detail) {
        return new Problem(slug, status, title, detail, nextStep, errors, extensions, headers);
    }

    public Problem nextStep(String nextStep) {
        return new Problem(slug, status, title, detail, nextStep, errors, extensions, headers);
    }

    public Problem errors(List<InputError> errors) {
        return new Problem(
                slug, status, title, detail, nextStep, List.copyOf(errors), extensions, headers);
    }

    /** With one more member of the document. */
    public Problem with(String member, Object value) {
        Map<String, Object> extended = new LinkedHashMap<>(extensions);
        extended.put(member, value);
        return new Problem(slug, status, title, detail, nextStep, errors, extended, headers);
    }

    public Problem header(String name, String value) {
        HttpHeaders extended = new HttpHeaders();
        extended.putAll(headers);
        extended.add(name, value);
        return new Problem(slug, status, title, detail, nextStep, errors, extensions, extended);
    }

    /** The members of the document in the order in which a person reads them. */
    Map<String, Object> document(String instance, @Nullable String traceId) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", type());
        document.put("title", title);
        document.put("status", status.value());
        putIfPresent(document, "detail", detail);
        document.put("instance", instance);
        putIfPresent(document, "nextStep", nextStep);
        if (!errors.isEmpty()) {
            document.put("errors", new ArrayList<>(errors));
        }
        document.putAll(extensions);
        putIfPresent(document, "traceId", traceId);
        return document;
    }

    private static void putIfPresent(
            Map<String, Object> document, String member, @Nullable String value) {
        if (value != null) {
            document.put(member, value);
        }
    }
}
