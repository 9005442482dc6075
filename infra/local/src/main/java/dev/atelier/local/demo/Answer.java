package dev.atelier.local.demo;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpHeaders;
import java.util.Arrays;

/**
 * What the gateway answered to one request.
 *
 * @param request its method and path
 * @param text the body as it came
 * @param body the body as JSON; a missing node when it is none
 */
record Answer(String request, int status, HttpHeaders headers, String text, JsonNode body) {

    private static final String PROBLEMS = "https://atelier.dev/problems/";

    /**
     * The same, when it has one of these statuses.
     *
     * @throws UnexpectedAnswer otherwise
     */
    Answer expect(int... statuses) {
        if (Arrays.stream(statuses).noneMatch(expected -> expected == status)) {
            throw new UnexpectedAnswer(this, "the demo expects " + Arrays.toString(statuses));
        }
        return this;
    }

    /**
     * The same, when it is this problem.
     *
     * @throws UnexpectedAnswer otherwise
     */
    Answer expectProblem(int expected, String slug) {
        if (status != expected || !isProblem(slug)) {
            throw new UnexpectedAnswer(this, "the demo expects " + expected + " " + slug);
        }
        return this;
    }

    boolean isProblem(String... slugs) {
        String type = field("type");
        return status >= 400 && Arrays.stream(slugs).anyMatch(slug -> type.equals(PROBLEMS + slug));
    }

    /** A text or number of the body; empty when there is none. */
    String field(String name) {
        return body.path(name).asString("");
    }

    int number(String name) {
        return body.path(name).asInt(0);
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The request and its outcome in one line. */
    @Override
    public String toString() {
        String problem = status < 400 ? "" : " " + field("type").replace(PROBLEMS, "");
        return request + " → " + status + problem;
    }
}
