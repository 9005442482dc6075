package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One trace id leads from the gateway's access log to the services that have heard of it by an
 * event.
 */
class TraceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern TRACE = Pattern.compile("\\[([0-9a-f]{32})-[0-9a-f]{16}]");

    private final RunningPlatform running = RunningPlatform.shared();

    @Test
    void leadsFromRegistrationToEveryProjectionOfUsers() {
        Person person = running.person("Traced " + UUID.randomUUID());
        String user = person.register().expect(201).id();
        String event = "handled user.registered.v1 " + user;

        String trace = traceOf(line("workshop-service", event));

        assertThat(traceOf(line("enrollment-service", event))).isEqualTo(trace);
        assertThat(line("gateway", trace)).contains("PUT /api/v1/users/me 201");
    }

    /** A sign-up is decided with others in one transaction, and keeps its own trace there. */
    @Test
    void leadsFromSignUpToTheSeatsOfTheWorkshop() {
        Person organizer = running.person("Organizer " + UUID.randomUUID());
        organizer.register().expect(201);
        Answer workshop = organizer.publish("Traced weaving", 3).expect(200);
        running.awaitAgreement();
        organizer.signUp(workshop.id(), List.of()).expect(201);

        String access = "POST /api/v1/workshops/" + workshop.id() + "/participants 201";
        String trace = traceOf(line("gateway", access));

        assertThat(line("workshop-service", trace + "-", "handled"))
                .contains("seats.changed.v1 " + workshop.id());
    }

    /** The first line with all of the texts, which may be on its way. */
    private String line(String component, String... texts) {
        return Awaitility.await(component + " says " + List.of(texts))
                .atMost(PATIENCE)
                .until(() -> find(component, texts), line -> !line.isEmpty());
    }

    private String find(String component, String... texts) {
        return running.logOf(component).stream()
                .filter(line -> List.of(texts).stream().allMatch(line::contains))
                .findFirst()
                .orElse("");
    }

    private static String traceOf(String line) {
        Matcher matcher = TRACE.matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return matcher.group(1);
    }
}
