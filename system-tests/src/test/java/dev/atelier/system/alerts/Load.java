package dev.atelier.system.alerts;

import dev.atelier.faults.alerts.Observed;
import dev.atelier.local.Platform;
import dev.atelier.local.issuer.LocalTokens;
import dev.atelier.system.ApiDescription;
import dev.atelier.system.Person;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes the platform count: all that can be asked for, and much of what is.
 *
 * @param known has registered
 * @param stranger has a token and has not
 * @param nobody has none
 */
record Load(Person known, Person stranger, Person nobody) {

    private static final int CLIENTS = 4;

    private static final List<String> PATHS =
            List.of(
                    "/api/v1/users/me",
                    "/api/v1/workshops",
                    "/api/v1/users/me/participations",
                    "/api/v1/users/me/calendar.ics");

    static Load on(Observed observed) {
        Platform platform = observed.platform();
        LocalTokens tokens = LocalTokens.from(platform.issuerKey(), platform.issuer());
        Person known = new Person("Known", tokens.token("Known"), platform.gateway());
        known.register().expect(201);
        return new Load(
                known,
                new Person("Stranger", tokens.token("Stranger"), platform.gateway()),
                new Person("nobody", "", platform.gateway()));
    }

    /** Each operation, by each of them: what is counted by path, method and status has them all. */
    void everything() {
        for (ApiDescription.Operation operation : ApiDescription.committed().operations()) {
            String path = operation.path().replaceAll("\\{\\w+}", UUID.randomUUID().toString());
            Object body = operation.json().has("requestBody") ? Map.of() : null;
            stranger.send(operation.method(), path, body);
            nobody.send(operation.method(), path, body);
            if (operation.method().equals("GET")) {
                known.send(operation.method(), path, body);
            }
        }
    }

    /** As fast as a few clients can. */
    void much(Duration howLong) {
        Instant end = Instant.now().plus(howLong);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                clients.submit(() -> askUntil(end));
            }
        }
    }

    private void askUntil(Instant end) {
        while (Instant.now().isBefore(end)) {
            PATHS.forEach(known::get);
        }
    }
}
