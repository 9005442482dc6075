package dev.atelier.workshop.model;

import static dev.atelier.workshop.model.Requirement.Audience.PARTICIPANT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.atelier.common.problem.InputError;
import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.Change.Told;
import dev.atelier.workshop.model.WorkshopRefusal.CapacityBelowEnrolled;
import dev.atelier.workshop.model.WorkshopRefusal.IllegalTransition;
import dev.atelier.workshop.model.WorkshopRefusal.Incomplete;
import dev.atelier.workshop.model.WorkshopRefusal.NotDraft;
import dev.atelier.workshop.model.WorkshopRefusal.NotOver;
import dev.atelier.workshop.model.WorkshopRefusal.Over;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

class WorkshopTest {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant START = Instant.parse("2027-03-01T09:00:00Z");
    private static final Instant END = START.plusSeconds(3600);
    private static final UserId LEAD = new UserId(UUID.randomUUID());

    private static final Schedule SCHEDULE =
            new Schedule(START, END, ZoneId.of("Europe/Berlin"), null, null);
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

        assertThat(change.told())
                .singleElement()
                .extracting(Told::workshop)
                .isEqualTo(change.workshop());
        assertThat(types(change)).containsExactly("workshop.published.v1");
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
    void revisedDraftIsOneVersionOfWhichNobodyIsTold() {
        Workshop draft = draft(ONSITE, SCHEDULE, TEN);

        Change change = draft.revise(content(ONSITE, SCHEDULE, seats(3)), 9, NOW);

        assertThat(change.workshop().version()).isEqualTo(2);
        assertThat(change.workshop().content().seating().capacity()).isEqualTo(3);
        assertThat(change.told()).isEmpty();
        assertThat(change.isNone()).isFalse();
    }

    @Test
    void revisedPublishedWorkshopTellsOfTheChange() {
        Change change = published().revise(content(ONSITE, SCHEDULE, seats(11)), 0, START);

        assertThat(types(change)).containsExactly("workshop.changed.v1");
        assertThat(change.workshop().version()).isEqualTo(3);
        assertThat(change.workshop().updatedAt()).isEqualTo(START);
    }

    @Test
    void revisionThatIsNoneMakesNoVersion() {
        Workshop published = published();

        assertThat(published.revise(published.content(), 0, NOW).isNone()).isTrue();
        assertThat(published.revise(published.content(), 0, NOW).workshop()).isSameAs(published);
    }

    @Test
    void publishedWorkshopStaysComplete() {
        Place nowhere = new Place(null, null, null);

        assertThat(refused(() -> published().revise(content(nowhere, SCHEDULE, TEN), 0, NOW)))
                .isInstanceOfSatisfying(
                        Incomplete.class,
                        refusal ->
                                assertThat(refusal.missing())
                                        .extracting(InputError::pointer)
                                        .containsExactly("/format"));
    }

    @Test
    void isRevisedWhileItIsUnderWayButNotMovedIntoThePast() {
        Instant later = START.plusSeconds(60);
        Schedule moved =
                new Schedule(
                        START.plusSeconds(1), SCHEDULE.endsAt(), SCHEDULE.timeZone(), null, null);

        assertThat(published().revise(content(ONSITE, SCHEDULE, seats(12)), 0, later).isNone())
                .isFalse();
        assertThat(refused(() -> published().revise(content(ONSITE, moved, TEN), 0, later)))
                .isInstanceOf(Incomplete.class);
    }

    @ParameterizedTest
    @CsvSource({"9, 10, true", "9, 9, false", "10, 11, false", "11, 12, false", "1, 0, false"})
    void capacityIsNotCutBelowTheEnrolled(int capacity, int enrolled, boolean refused) {
        Content revision = content(ONSITE, SCHEDULE, seats(capacity));

        if (refused) {
            assertThat(refused(() -> published().revise(revision, enrolled, NOW)))
                    .isEqualTo(new CapacityBelowEnrolled(capacity, enrolled));
        } else {
            assertThat(published().revise(revision, enrolled, NOW).told())
                    .hasSize(capacity == 10 ? 0 : 1);
        }
    }

    @Test
    void requirementsKeepTheirIdsByCode() {
        Requirement laptop = requirement("laptop", Requirement.Audience.PARTICIPANT);
        Requirement apron = requirement("apron", Requirement.Audience.PARTICIPANT);
        Workshop draft = draft(content(laptop, apron));
        Requirement moved = requirement("apron", Requirement.Audience.ORGANIZER);
        Requirement same = requirement("laptop", Requirement.Audience.PARTICIPANT);
        Requirement both = requirement("laptop", Requirement.Audience.ORGANIZER);
        Requirement another = requirement("gloves", Requirement.Audience.PARTICIPANT);

        Content revised =
                draft.revise(content(both, another, moved, same), 0, NOW).workshop().content();

        assertThat(revised.requirements())
                .extracting(Requirement::id)
                .containsExactly(both.id(), another.id(), apron.id(), laptop.id());
    }

    @Test
    void isCancelledWithAReason() {
        Change change = published().cancel("Kiln broken", NOW);

        assertThat(types(change)).containsExactly("workshop.cancelled.v1");
        assertThat(change.workshop().status()).isEqualTo(WorkshopStatus.CANCELLED);
        assertThat(change.workshop().cancellationReason()).isEqualTo("Kiln broken");
    }

    @Test
    void isCompletedFromItsEndOn() {
        Instant end = START.plusSeconds(3600);

        assertThat(refused(() -> published().complete(end.minusNanos(1000))))
                .isEqualTo(new NotOver(end));
        Change change = published().complete(end);
        assertThat(types(change)).containsExactly("workshop.completed.v1");
        assertThat(change.workshop().status()).isEqualTo(WorkshopStatus.COMPLETED);
    }

    @Test
    void completesByItselfSevenDaysAfterItsEnd() {
        Instant due = START.plusSeconds(3600).plus(Duration.ofDays(7));
        Workshop completed = published().completeIfDue(due).workshop();

        assertThat(types(published().completeIfDue(due))).containsExactly("workshop.completed.v1");
        assertThat(completed.status()).isEqualTo(WorkshopStatus.COMPLETED);
        assertThat(published().completeIfDue(due.minusNanos(1000)).isNone()).isTrue();
        assertThat(completed.completeIfDue(due).isNone()).isTrue();
        assertThat(draft(ONSITE, SCHEDULE, TEN).completeIfDue(due).isNone()).isTrue();
        assertThat(published().cancel("x", NOW).workshop().completeIfDue(due).isNone()).isTrue();
    }

    /** What leads nowhere is named by its refusal. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    publish  | DRAFT     |
                    publish  | PUBLISHED | IllegalTransition
                    publish  | CANCELLED | IllegalTransition
                    publish  | COMPLETED | IllegalTransition
                    revise   | DRAFT     |
                    revise   | PUBLISHED |
                    revise   | CANCELLED | Over
                    revise   | COMPLETED | Over
                    cancel   | DRAFT     | IllegalTransition
                    cancel   | PUBLISHED |
                    cancel   | CANCELLED | IllegalTransition
                    cancel   | COMPLETED | IllegalTransition
                    complete | DRAFT     | IllegalTransition
                    complete | PUBLISHED |
                    complete | CANCELLED | IllegalTransition
                    complete | COMPLETED | IllegalTransition
                    delete   | DRAFT     |
                    delete   | PUBLISHED | NotDraft
                    delete   | CANCELLED | NotDraft
                    delete   | COMPLETED | NotDraft
                    invite   | DRAFT     |
                    invite   | PUBLISHED |
                    invite   | CANCELLED | Over
                    invite   | COMPLETED | Over
                    accept   | DRAFT     |
                    accept   | PUBLISHED |
                    accept   | CANCELLED | Over
                    accept   | COMPLETED | Over
                    decline  | DRAFT     |
                    decline  | PUBLISHED |
                    decline  | CANCELLED |
                    decline  | COMPLETED |
                    lose     | DRAFT     |
                    lose     | PUBLISHED |
                    lose     | CANCELLED | Over
                    lose     | COMPLETED | Over
                    regain   | DRAFT     | IllegalStep
                    regain   | PUBLISHED | IllegalStep
                    regain   | CANCELLED | Over
                    regain   | COMPLETED | Over
                    vanish   | DRAFT     |
                    vanish   | PUBLISHED |
                    vanish   | CANCELLED |
                    vanish   | COMPLETED |
                    """)
    void allowsInEachStatusWhatTheTableSays(
            String operation, WorkshopStatus status, @Nullable String refusal) {
        Workshop workshop = in(status);
        OrganizerId lead = workshop.organizers().getFirst().id();
        OrganizerId invited = workshop.organizers().getLast().id();
        Runnable decision =
                switch (operation) {
                    case "publish" -> () -> workshop.publish(NOW);
                    case "revise" ->
                            () -> workshop.revise(content(requirement("a1", PARTICIPANT)), 0, NOW);
                    case "cancel" -> () -> workshop.cancel("Kiln broken", NOW);
                    case "complete" -> () -> workshop.complete(END);
                    case "delete" -> workshop::requireDraft;
                    case "invite" -> () -> workshop.invite(guest());
                    case "accept" -> () -> workshop.accept(invited, Set.of(), NOW);
                    case "decline" -> () -> workshop.decline(invited, NOW);
                    case "lose" -> () -> workshop.lose(lead, "flu", Set.of(), NOW);
                    case "regain" -> () -> workshop.regain(lead, Set.of(), NOW);
                    case "vanish" -> () -> workshop.lose(lead, Set.of(), NOW);
                    default -> throw new IllegalArgumentException(operation);
                };

        if (refusal == null) {
            assertThatNoException().isThrownBy(decision::run);
        } else {
            assertThat(refused(decision).getClass().getSimpleName()).isEqualTo(refusal);
        }
    }

    @Test
    void staysAsItIsOnceItIsOver() {
        Content other = content(ONSITE, SCHEDULE, seats(5));

        assertThat(refused(() -> published().cancel("x", NOW).workshop().revise(other, 0, NOW)))
                .isEqualTo(new Over(WorkshopStatus.CANCELLED));
        assertThat(
                        refused(
                                () ->
                                        published()
                                                .complete(START.plusSeconds(3600))
                                                .workshop()
                                                .revise(other, 0, NOW)))
                .isEqualTo(new Over(WorkshopStatus.COMPLETED));
    }

    @Test
    void onlyDraftsAreDeleted() {
        draft(ONSITE, SCHEDULE, TEN).requireDraft();

        assertThat(refused(() -> published().requireDraft()))
                .isEqualTo(new NotDraft(WorkshopStatus.PUBLISHED));
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

    private static Refusal refused(Runnable decision) {
        return catchThrowableOfType(RefusedException.class, decision::run).refusal();
    }

    private static List<String> types(Change change) {
        return change.told().stream().map(told -> told.fact().type()).toList();
    }

    private static Workshop published() {
        return draft(ONSITE, SCHEDULE, TEN).publish(NOW).workshop();
    }

    /** With someone who is invited. */
    private static Workshop in(WorkshopStatus status) {
        Workshop draft = draft(ONSITE, SCHEDULE, TEN).invite(guest()).workshop();
        return switch (status) {
            case DRAFT -> draft;
            case PUBLISHED -> draft.publish(NOW).workshop();
            case CANCELLED -> draft.publish(NOW).workshop().cancel("x", NOW).workshop();
            case COMPLETED -> draft.publish(NOW).workshop().complete(END).workshop();
        };
    }

    private static Organizer guest() {
        return Organizer.invited(
                OrganizerId.next(), new UserId(UUID.randomUUID()), Organizer.Role.CO, false, NOW);
    }

    private static Seating seats(int capacity) {
        return new Seating(capacity, 0, Waitlist.DEFAULT);
    }

    private static Requirement requirement(String code, Requirement.Audience audience) {
        return new Requirement(
                RequirementId.next(), code, Requirement.Kind.OTHER, audience, null, true, null);
    }

    private static Content content(Requirement... requirements) {
        return content(ONSITE, SCHEDULE, TEN, requirements);
    }

    private static Content content(
            Place place, Schedule schedule, Seating seating, Requirement... requirements) {
        return new Content(
                new Topic("Raku firing", null, null, "en"),
                place,
                schedule,
                seating,
                List.of(requirements));
    }

    private static Workshop draft(Place place, Schedule schedule, Seating seating) {
        return draft(content(place, schedule, seating));
    }

    private static Workshop draft(Content content) {
        return Workshop.draft(
                WorkshopId.next(), content, Organizer.lead(OrganizerId.next(), LEAD, NOW), NOW);
    }
}
