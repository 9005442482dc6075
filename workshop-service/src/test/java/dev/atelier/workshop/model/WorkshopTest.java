package dev.atelier.workshop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.atelier.common.problem.InputError;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.WorkshopRefusal.IllegalTransition;
import dev.atelier.workshop.model.WorkshopRefusal.Incomplete;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

class WorkshopTest {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant START = Instant.parse("2027-03-01T09:00:00Z");
    private static final UserId LEAD = new UserId(UUID.randomUUID());

    private static final Schedule SCHEDULE =
            new Schedule(START, START.plusSeconds(3600), ZoneId.of("Europe/Berlin"), null, null);
    private static final Place ONSITE = new Place(Format.ONSITE, "Here", null);
    private static final Seating TEN = new Seating(10, 0, Waitlist.DEFAULT);

    @Test
    void draftIsLedByWhoStartedIt() {
        Workshop draft = draft(ONSITE, SCHEDULE, TEN);

        assertThat(draft.status()).isEqualTo(WorkshopStatus.DRAFT);
        assertThat(draft.version()).isEqualTo(1);
        assertThat(draft.staffing()).isEqualTo(Staffing.STAFFED);
        assertThat(draft.organizer(LEAD))
                .hasValueSatisfying(
                        lead -> {
                            assertThat(lead.role()).isEqualTo(Organizer.Role.LEAD);
                            assertThat(lead.status()).isEqualTo(Organizer.Status.ACTIVE);
                            assertThat(lead.since()).isEqualTo(NOW);
                        });
    }

    @Test
    void publishesCompleteDraftAsNextVersion() {
        Change change = draft(ONSITE, SCHEDULE, TEN).publish(NOW.plusSeconds(5));

        assertThat(change.fact().type()).isEqualTo("workshop.published.v1");
        assertThat(change.workshop().status()).isEqualTo(WorkshopStatus.PUBLISHED);
        assertThat(change.workshop().version()).isEqualTo(2);
        assertThat(change.workshop().createdAt()).isEqualTo(NOW);
        assertThat(change.workshop().updatedAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void publishesNoWorkshopTwice() {
        Workshop published = draft(ONSITE, SCHEDULE, TEN).publish(NOW).workshop();

        assertThatThrownBy(() -> published.publish(NOW))
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::refusal)
                .isInstanceOf(IllegalTransition.class);
    }

    @Test
    void namesEverythingThatIsMissing() {
        Place nowhere = new Place(null, null, null);
        Schedule never = new Schedule(null, null, null, null, null);
        Seating unknown = new Seating(null, 0, Waitlist.DEFAULT);

        assertThat(missing(nowhere, never, unknown))
                .containsExactly("/format", "/startsAt", "/endsAt", "/timeZone", "/capacity");
    }

    @ParameterizedTest
    @CsvSource({
        "ONSITE, , , /venue",
        "ONSITE, ' ', , /venue",
        "ONSITE, Here, , ",
        "ONLINE, , , /onlineUrl",
        "ONLINE, , https://meet.example, ",
        "HYBRID, , https://meet.example, /venue",
        "HYBRID, Here, , /onlineUrl",
        "HYBRID, Here, https://meet.example, "
    })
    void needsThePlacesOfItsFormat(Format format, String venue, URI onlineUrl, String pointer) {
        assertThat(missing(new Place(format, venue, onlineUrl), SCHEDULE, TEN))
                .isEqualTo(pointer == null ? List.of() : List.of(pointer));
    }

    @Test
    void startsInTheFuture() {
        Workshop draft = draft(ONSITE, SCHEDULE, TEN);

        assertThat(missing(draft, START)).containsExactly("/startsAt");
        assertThat(missing(draft, START.minusNanos(1000))).isEmpty();
    }

    @Test
    void formerOrganizersArePartOfTheHistoryOnly() {
        assertThat(Organizer.Status.values())
                .filteredOn(status -> !status.isCurrent())
                .containsExactly(Organizer.Status.DECLINED, Organizer.Status.STEPPED_DOWN);
    }

    private static List<String> missing(Place place, Schedule schedule, Seating seating) {
        return missing(draft(place, schedule, seating), NOW);
    }

    private static List<String> missing(Workshop draft, Instant now) {
        try {
            draft.publish(now);
            return List.of();
        } catch (RefusedException refused) {
            return ((Incomplete) refused.refusal())
                    .missing().stream().map(InputError::pointer).toList();
        }
    }

    private static Workshop draft(Place place, Schedule schedule, Seating seating) {
        Content content =
                new Content(
                        new Topic("Raku firing", null, null, "en"),
                        place,
                        schedule,
                        seating,
                        List.of());
        return Workshop.draft(
                WorkshopId.next(), content, Organizer.lead(OrganizerId.next(), LEAD, NOW), NOW);
    }
}
