package dev.atelier.gateway;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the secret of a link to a calendar out of the path, and passes it on in a header. A path is
 * in access lines, traces, metrics and the messages of errors, here and at the service; and they
 * only begin behind this.
 */
@Component
class CalendarLinks implements HttpHandlerDecoratorFactory {

    /** The path of every calendar behind a link. */
    static final String WITHOUT_SECRET = "/api/v1/calendars/linked.ics";

    private static final String HEADER = "Calendar-Secret";

    /** Also what only looks like a link: half a secret is none of the log's business either. */
    private static final Pattern LINK = Pattern.compile("/api/v1/calendars/(.+?)(?:\\.ics)?/?");

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    @Override
    public HttpHandler apply(HttpHandler next) {
        return (request, response) -> next.handle(withoutSecret(request), response);
    }

    private static ServerHttpRequest withoutSecret(ServerHttpRequest request) {
        String path = request.getPath().value();
        Matcher link = LINK.matcher(path);
        if (!link.matches() || path.equals(WITHOUT_SECRET)) {
            return request;
        }
        String secret = link.group(1);
        return request.mutate()
                .path(WITHOUT_SECRET)
                .headers(
                        headers ->
                                headers.set(
                                        HEADER, SECRET.matcher(secret).matches() ? secret : "none"))
                .build();
    }
}
