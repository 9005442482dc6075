package dev.atelier.enrollment.known;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.Workshop.WaitlistMode;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

class WorkshopTest {

    private final UserId ada = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());

    @Test
    void isManagedByWhoIsActive() {
        Workshop workshop = organizedBy(organizer(ada, "ACTIVE"), organizer(bob, "STANDBY"));

        assertThat(workshop.isManagedBy(ada)).isTrue();
        assertThat(workshop.isManagedBy(bob)).isFalse();
    }

    @Test
    void isManagedByWhoStandsByWhereNobodyIsActive() {
        Workshop workshop = organizedBy(organizer(ada, "UNAVAILABLE"), organizer(bob, "STANDBY"));

        assertThat(workshop.isManagedBy(ada)).isFalse();
        assertThat(workshop.isManagedBy(bob)).isTrue();
    }

    private static Organizer organizer(UserId user, String status) {
        return new Organizer(UUID.randomUUID(), user.value(), "CO", status);
    }

    private static Workshop organizedBy(Organizer... organizers) {
        Instant start = Instant.parse("2030-05-01T09:00:00Z");
        return new Workshop(
                new WorkshopId(UUID.randomUUID()),
                "Weaving",
                Status.PUBLISHED,
                start,
                start.plusSeconds(3600),
                null,
                null,
                5,
                WaitlistMode.AUTO,
                List.of(),
                List.of(organizers),
                Duration.ofHours(24),
                Workshop.Details.NONE);
    }
}
