package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.local.events.Addresses;
import dev.atelier.local.events.Events;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Another team's program lives beside the platform, and knows its contracts alone. */
class SubscriberIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String ENROLLED = "participant.enrolled.v1";

    private final RunningPlatform running = RunningPlatform.shared();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void signUpIsToldOnceAlsoWhenItIsSentAgainAndForgottenWithTheUser() throws IOException {
        Instant start = running.database().time();
        Person ada = running.person("Told " + run);
        String address = "told." + run + "@example.org";
        ada.register().expect(201);
        Answer workshop = ada.publish("Raku " + run, 5).expect(200);
        running.awaitAgreement();
        String participant = ada.signUp(workshop.id(), List.of()).expect(201).id();

        try (Subscribing subscribing = Subscribing.to(running.platform())) {
            String told = "You have a seat in Raku " + run + ".";
            await(() -> assertThat(subscribing.messagesTo(address)).containsExactly(told));
            long handled = subscribing.handled(ENROLLED, participant);

            replay("enrollment-service", start);

            await(
                    () ->
                            assertThat(subscribing.handled(ENROLLED, participant))
                                    .isGreaterThan(handled));
            assertThat(subscribing.messagesTo(address)).containsExactly(told);

            ada.send("DELETE", "/api/v1/users/me", null).expect(204);
            await(() -> assertThat(subscribing.messagesTo(address)).isEmpty());
        }
    }

    private void replay(String service, Instant to) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int status =
                Events.run(
                        Addresses.of(running.platform()),
                        InputStream.nullInputStream(),
                        out,
                        out,
                        "replay",
                        service,
                        "example-notifications",
                        "--to",
                        to.toString(),
                        "--yes");
        assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static void await(Runnable assertion) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(assertion::run);
    }
}
