package dev.atelier.system.fuzz;

import dev.atelier.system.ApiDescription;
import dev.atelier.system.ApiDescription.Operation;
import dev.atelier.system.Hangup;
import dev.atelier.system.fuzz.Rarities.Rarity;
import dev.atelier.system.fuzz.Shot.Header;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sends requests by the description, each second one with something wrong in it, learns from the
 * answers what there is, and holds every answer to the description.
 */
final class Fuzzer {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int BETWEEN_REVIVALS = 100;
    private static final Duration WAIT_WHEN_LIMITED = Duration.ofSeconds(1);

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    private final URI gateway;
    private final Judge judge;
    private final Findings findings;
    private final Random random;
    private final Places places;
    private final Marksman marksman;
    private final Twister twister;
    private final Map<String, Caller> callers;
    private final ApiDescription api;

    Fuzzer(
            URI gateway,
            ApiDescription api,
            Findings findings,
            Map<Caller, String> callers,
            Random random) {
        this.gateway = gateway;
        this.api = api;
        this.callers = callers.keySet().stream().collect(Collectors.toMap(Caller::name, it -> it));
        this.judge = new Judge(api);
        this.findings = findings;
        this.random = random;
        this.places = new Places(api.operations());
        this.marksman = new Marksman(api, List.copyOf(callers.keySet()), places, random);
        this.twister = new Twister(random);
        callers.forEach(this::know);
    }

    private void know(Caller caller, String id) {
        if (!id.isEmpty()) {
            places.learnAddress("/api/v1/users/" + id, caller);
            places.addId("users", id);
        }
    }

    /**
     * @param revival brings back the callers who have come to an end, and says what only they can
     *     do at the time
     */
    void shoot(int times, Supplier<List<Rarity>> revival) throws IOException, InterruptedException {
        for (int time = 1; time <= times; time++) {
            if (time % BETWEEN_REVIVALS == 0) {
                for (Rarity rarity : revival.get()) {
                    know(rarity);
                    shootSomehow(marksman.of(operation(rarity)));
                }
            }
            shootSomehow(marksman.any());
        }
    }

    private void know(Rarity rarity) {
        places.learnAddress(
                rarity.address(), Objects.requireNonNull(callers.get(rarity.person().name())));
        if (!rarity.replaces().isEmpty()) {
            places.addId("organizers", rarity.replaces());
        }
    }

    private Operation operation(Rarity rarity) {
        return api.operations().stream()
                .filter(operation -> operation.path().equals(rarity.path()))
                .findFirst()
                .orElseThrow();
    }

    private void shootSomehow(Shot shot) throws IOException, InterruptedException {
        shoot(random.nextBoolean() ? shot : twister.twisted(shot));
    }

    private void shoot(Shot shot) throws IOException, InterruptedException {
        HttpRequest request;
        try {
            request = request(shot);
        } catch (IllegalArgumentException _) {
            // Java's client does not send everything; the next one will do.
            return;
        }
        HttpResponse<String> answer = send(shot, request);
        findings.record(shot, answer.statusCode());
        for (String fault : judge.faults(shot, answer)) {
            findings.fault(shot, fault, answer.statusCode() + " " + excerpt(answer.body()));
        }
        if (answer.statusCode() < 300 && shot.isForItsOperation()) {
            learn(shot, answer);
        }
    }

    private static HttpResponse<String> send(Shot shot, HttpRequest request)
            throws IOException, InterruptedException {
        try {
            HttpResponse<String> answer = HTTP.send(request, Hangup::onStreams);
            while (answer.statusCode() == 429) {
                Thread.sleep(WAIT_WHEN_LIMITED);
                answer = HTTP.send(request, Hangup::onStreams);
            }
            return answer;
        } catch (IOException exception) {
            throw new IOException("no answer to " + shot.curl(), exception);
        }
    }

    private HttpRequest request(Shot shot) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway + shot.target()))
                        .timeout(LIMIT)
                        .method(
                                shot.method(),
                                shot.body() == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(shot.body()));
        if (!shot.caller().isNobody()) {
            request.setHeader("Authorization", "Bearer " + shot.caller().token());
        }
        for (Header header : shot.headers()) {
            request.setHeader(header.name(), header.value());
        }
        return request.build();
    }

    private void learn(Shot shot, HttpResponse<String> answer) {
        answer.headers()
                .firstValue("Location")
                .ifPresent(location -> places.learnAddress(location, shot.caller()));
        JsonNode document = json(answer);
        places.learn(shot.operation().path(), shot.values(), shot.caller(), document);
        document.path("next").asStringOpt().ifPresent(next -> places.addId("cursor", next));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException _) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static String excerpt(String body) {
        return body.length() > 500 ? body.substring(0, 500) + "…" : body;
    }
}
