package dev.atelier.local.events;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The services' management endpoints. */
class Services {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Addresses addresses;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Services(Addresses addresses) {
        this.addresses = addresses;
    }

    List<String> names() {
        return addresses.management().keySet().stream().sorted().toList();
    }

    /** The subscriptions to a service's events. */
    List<JsonNode> subscriptions(String service) {
        return get(service, "/events").path("subscriptions").valueStream().toList();
    }

    List<JsonNode> parked(String service, String subscription) {
        return get(service, "/events/" + encoded(subscription)).valueStream().toList();
    }

    /** What was logged since; the end of the log when there are no parameters. */
    JsonNode log(String service, Map<String, String> parameters) {
        String query =
                parameters.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        return get(service, "/eventlog?" + query);
    }

    /** Gives a command, as an admin. */
    JsonNode command(
            String service, String subscription, String command, Map<String, String> parameters) {
        return send(
                service,
                command(service, "/events/" + encoded(subscription) + "/" + command)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(parameters))));
    }

    void forget(String service, String subscription) {
        send(service, command(service, "/events/" + encoded(subscription)).DELETE());
    }

    private JsonNode get(String service, String path) {
        return send(service, request(service, path).GET());
    }

    private HttpRequest.Builder command(String service, String path) {
        return request(service, path)
                .header("Authorization", "Bearer " + addresses.adminToken().get());
    }

    private HttpRequest.Builder request(String service, String path) {
        return HttpRequest.newBuilder(URI.create(address(service) + "/actuator" + path))
                .timeout(TIMEOUT);
    }

    private URI address(String service) {
        URI address = addresses.management().get(service);
        if (address == null) {
            throw CommandFailed.misspelt(
                    "There is no service %s. There are: %s", service, String.join(", ", names()));
        }
        return address;
    }

    private JsonNode send(String service, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            JsonNode body = parse(response.body());
            if (response.statusCode() >= 300) {
                throw refused(service, response.statusCode(), body);
            }
            return body;
        } catch (IOException exception) {
            throw CommandFailed.because(
                    "%s does not answer at %s (%s).",
                    service, address(service), exception.getClass().getSimpleName());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw CommandFailed.because("Interrupted.");
        }
    }

    private static CommandFailed refused(String service, int status, JsonNode problem) {
        String said =
                List.of("title", "detail", "nextStep").stream()
                        .map(member -> problem.path(member).asString(""))
                        .filter(text -> !text.isEmpty())
                        .map(text -> text.endsWith(".") ? text : text + ".")
                        .collect(Collectors.joining(" "));
        String errors =
                problem.path("errors")
                        .valueStream()
                        .map(error -> " " + error.path("detail").asString(""))
                        .collect(Collectors.joining());
        return CommandFailed.because("%s refuses (%d): %s%s", service, status, said, errors);
    }

    private static JsonNode parse(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
