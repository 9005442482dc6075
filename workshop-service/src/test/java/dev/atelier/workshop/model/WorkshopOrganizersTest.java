package dev.atelier.workshop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.Change.Told;
import dev.atelier.workshop.model.Organizer.Role;
import dev.atelier.workshop.model.Organizer.Status;
import dev.atelier.workshop.model.OrganizerRefusal.AlreadyOrganizer;
import dev.atelier.workshop.model.OrganizerRefusal.AlreadyReplaced;
import dev.atelier.workshop.model.OrganizerRefusal.IllegalStep;
import dev.atelier.workshop.model.OrganizerRefusal.LastOrganizer;
import dev.atelier.workshop.model.OrganizerRefusal.NoGap;
import dev.atelier.workshop.model.OrganizerRefusal.RequirementsNotMet;
import dev.atelier.workshop.model.Requirement.Audience;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

class WorkshopOrganizersTest {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Instant START = Instant.parse("2027-03-01T09:00:00Z");

    private final Organizer ada = Organizer.lead(OrganizerId.next(), user(), NOW);
    private final Organizer bo = Organizer.invited(OrganizerId.next(), user(), Role.CO, true, NOW);
    private final Organizer cy = Organizer.invited(OrganizerId.next(), user(), Role.CO, true, NOW);

    @Test
    void invitedActsOrStandsByOnceTheyAccept() {
        Organizer di = Organizer.invited(OrganizerId.next(), user(), Role.CO, false, NOW);
        Workshop workshop = published().invite(bo).workshop().invite(di).workshop();

        Change joined = workshop.accept(di.id(), Set.of(), LATER);

        assertThat(joined.told()).extracting(Told::fact).containsExactly(new Fact.Joined(di.id()));
        assertThat(joined.workshop().organizer(di.id()).status()).isEqualTo(Status.ACTIVE);
        assertThat(joined.workshop().organizer(di.id()).since()).isEqualTo(LATER);
        assertThat(status(workshop.accept(bo.id(), Set.of(), LATER), bo)).isEqualTo(Status.STANDBY);
    }

    @Test
    void hasOnePartForEachUserAtATime() {
        Workshop invited = published().invite(bo).workshop();
        Organizer again =
                Organizer.invited(OrganizerId.next(), bo.userId(), Role.LEAD, false, LATER);

        assertThat(refused(() -> invited.invite(again))).isEqualTo(new AlreadyOrganizer());
        assertThat(invited.decline(bo.id(), LATER).workshop().invite(again).workshop().organizers())
                .hasSize(3);
    }

    @Test
    void tellsThatNobodyActsInAVersionOfItsOwn() {
        Workshop workshop = standing(bo, cy);

        Change change = workshop.lose(ada.id(), "flu", Set.of(cy.userId()), LATER);

        assertThat(change.told())
                .extracting(Told::fact)
                .containsExactly(
                        new Fact.Unavailable(ada.id()), new Fact.Unstaffed(List.of(bo.id())));
        assertThat(change.told())
                .extracting(told -> told.workshop().version())
                .containsExactly(workshop.version() + 1, workshop.version() + 2);
        assertThat(change.workshop()).isEqualTo(change.told().getLast().workshop());
        assertThat(change.workshop().staffing()).isEqualTo(Staffing.UNSTAFFED);
        assertThat(change.workshop().organizer(ada.id()).reason()).isEqualTo("flu");
    }

    @Test
    void staysStaffedAsLongAsSomebodyActs() {
        Workshop workshop = standing(bo).lose(ada.id(), "flu", Set.of(), LATER).workshop();
        Workshop covered = workshop.jumpIn(bo.id(), ada.id(), Set.of(), LATER).workshop();
        Workshop both = covered.regain(ada.id(), Set.of(), LATER).workshop();

        assertThat(both.lose(bo.id(), "flu", Set.of(), LATER).told())
                .extracting(Told::fact)
                .containsExactly(new Fact.Unavailable(bo.id()));
    }

    @Test
    void letsOneJumpInForEachGap() {
        Workshop gap = standing(bo, cy).lose(ada.id(), "flu", Set.of(), LATER).workshop();

        Change jumped = gap.jumpIn(bo.id(), ada.id(), Set.of(), LATER);

        assertThat(jumped.told())
                .extracting(Told::fact)
                .containsExactly(new Fact.JumpedIn(bo.id(), ada.id()));
        assertThat(status(jumped, bo)).isEqualTo(Status.ACTIVE);
        assertThat(jumped.workshop().organizer(bo.id()).replaces()).isEqualTo(ada.id());
        assertThat(refused(() -> jumped.workshop().jumpIn(cy.id(), ada.id(), Set.of(), LATER)))
                .isEqualTo(new AlreadyReplaced());
    }

    @Test
    void gapOfOneWhoJumpedInIsAnotherGap() {
        Workshop covered =
                standing(bo, cy)
                        .lose(ada.id(), "flu", Set.of(), LATER)
                        .workshop()
                        .jumpIn(bo.id(), ada.id(), Set.of(), LATER)
                        .workshop();

        Workshop gap = covered.release(bo.id(), Set.of(), LATER).workshop();

        assertThat(refused(() -> gap.jumpIn(cy.id(), ada.id(), Set.of(), LATER)))
                .isEqualTo(new AlreadyReplaced());
        assertThat(status(gap.jumpIn(cy.id(), bo.id(), Set.of(), LATER), cy))
                .isEqualTo(Status.ACTIVE);
    }

    @Test
    void oneWhoIsBackCanBeReplacedAgain() {
        Workshop back =
                standing(bo, cy)
                        .lose(ada.id(), "flu", Set.of(), LATER)
                        .workshop()
                        .jumpIn(bo.id(), ada.id(), Set.of(), LATER)
                        .workshop()
                        .regain(ada.id(), Set.of(), LATER)
                        .workshop();

        Workshop gone = back.lose(ada.id(), "flu again", Set.of(), LATER).workshop();

        assertThat(back.organizer(ada.id()).status()).isEqualTo(Status.ACTIVE);
        assertThat(back.organizer(ada.id()).reason()).isNull();
        assertThat(back.organizer(bo.id()).status()).isEqualTo(Status.ACTIVE);
        assertThat(status(gone.jumpIn(cy.id(), ada.id(), Set.of(), LATER), cy))
                .isEqualTo(Status.ACTIVE);
    }

    @Test
    void standbyWhoIsBackStandsByAndLeavesNoGap() {
        Workshop gone = standing(bo, cy).lose(bo.id(), "flu", Set.of(), LATER).workshop();

        assertThat(status(gone.regain(bo.id(), Set.of(), LATER), bo)).isEqualTo(Status.STANDBY);
        assertThat(refused(() -> gone.jumpIn(cy.id(), bo.id(), Set.of(), LATER)))
                .isEqualTo(new NoGap());
        assertThat(refused(() -> gone.jumpIn(cy.id(), ada.id(), Set.of(), LATER)))
                .isEqualTo(new NoGap());
        assertThat(refused(() -> gone.jumpIn(ada.id(), bo.id(), Set.of(), LATER)))
                .isEqualTo(new IllegalStep(Status.ACTIVE, Organizer.Step.JUMP_IN));
    }

    @Test
    void needsSomebodyToRunItOnceItIsPublished() {
        assertThat(refused(() -> published().release(ada.id(), Set.of(), LATER)))
                .isEqualTo(new LastOrganizer());
        assertThat(draft().release(ada.id(), Set.of(), LATER).told()).isEmpty();
        assertThat(standing(bo).release(ada.id(), Set.of(), LATER).told())
                .extracting(Told::fact)
                .containsExactly(
                        new Fact.SteppedDown(ada.id()), new Fact.Unstaffed(List.of(bo.id())));
    }

    @Test
    void lastOrganizerMayGoWhenItIsCancelled() {
        Workshop cancelled = published().cancel("Kiln broken", LATER).workshop();

        assertThat(cancelled.release(ada.id(), Set.of(), LATER).told())
                .extracting(Told::fact)
                .containsExactly(new Fact.SteppedDown(ada.id()));
    }

    @Test
    void losesTheErasedLikeAnybodyElseAndIsNeverAsked() {
        assertThat(standing(bo).lose(ada.id(), Set.of(), LATER).told())
                .extracting(Told::fact)
                .containsExactly(
                        new Fact.SteppedDown(ada.id()), new Fact.Unstaffed(List.of(bo.id())));
        assertThat(published().lose(ada.id(), Set.of(), LATER).told())
                .extracting(Told::fact)
                .containsExactly(new Fact.SteppedDown(ada.id()), new Fact.Unstaffed(List.of()));
        assertThat(published().invite(bo).workshop().lose(bo.id(), Set.of(), LATER).told())
                .extracting(Told::fact)
                .containsExactly(new Fact.SteppedDown(bo.id()));
    }

    @Test
    void losesTheErasedWithReasonAndWhatTheyHaveBrought() {
        Workshop ill =
                with(standing(bo), needed("apron", Audience.PARTICIPANT, true, ada.id()))
                        .lose(ada.id(), "flu", Set.of(), LATER)
                        .workshop();

        Change vanished = ill.lose(ada.id(), Set.of(), LATER);

        assertThat(status(vanished, ada)).isEqualTo(Status.STEPPED_DOWN);
        assertThat(vanished.workshop().organizer(ada.id()).reason()).isNull();
        assertThat(codes(vanished)).isEmpty();
        assertThat(vanished.workshop().lose(ada.id(), Set.of(), LATER).isNone()).isTrue();
    }

    @Test
    void draftIsAbandonedWhenNotEvenOneInvitedIsLeft() {
        Workshop invited = draft().invite(bo).workshop().lose(ada.id(), Set.of(), LATER).workshop();

        assertThat(invited.isAbandoned()).isFalse();
        assertThat(invited.decline(bo.id(), LATER).workshop().isAbandoned()).isTrue();
        assertThat(published().lose(ada.id(), Set.of(), LATER).workshop().isAbandoned()).isFalse();
    }

    @Test
    void needsOfThoseWhoActWhatIsMandatoryForOrganizers() {
        Workshop workshop = standing(bo).lose(ada.id(), "flu", Set.of(), LATER).workshop();
        Requirement licence = needed("licence", Audience.ORGANIZER, true, null);
        Workshop demanding =
                with(
                        workshop,
                        licence,
                        needed("apron", Audience.ORGANIZER, false, null),
                        needed("laptop", Audience.PARTICIPANT, true, null));

        assertThat(refused(() -> demanding.jumpIn(bo.id(), ada.id(), Set.of("x"), LATER)))
                .isEqualTo(RequirementsNotMet.of(List.of(licence)));
        assertThat(refused(() -> demanding.regain(ada.id(), Set.of(), LATER)))
                .isInstanceOf(RequirementsNotMet.class);
        assertThat(status(demanding.jumpIn(bo.id(), ada.id(), Set.of("licence"), LATER), bo))
                .isEqualTo(Status.ACTIVE);
    }

    @Test
    void requirementsStayWithTheUnavailableAndLeaveWithTheDeparted() {
        Workshop workshop =
                with(
                        standing(bo),
                        needed("apron", Audience.PARTICIPANT, true, ada.id()),
                        needed("laptop", Audience.PARTICIPANT, true, null));

        assertThat(codes(workshop.lose(ada.id(), "flu", Set.of(), LATER)))
                .containsExactly("apron", "laptop");
        assertThat(codes(workshop.release(ada.id(), Set.of(), LATER))).containsExactly("laptop");
    }

    private Workshop draft() {
        Content content =
                new Content(
                        new Topic("Raku firing", null, null, "en"),
                        new Place(Format.ONSITE, "Here", null),
                        new Schedule(
                                START,
                                START.plusSeconds(60),
                                ZoneId.of("Europe/Berlin"),
                                null,
                                null),
                        new Seating(10, 0, Waitlist.DEFAULT),
                        List.of());
        return Workshop.draft(WorkshopId.next(), content, ada, NOW);
    }

    private Workshop published() {
        return draft().publish(NOW).workshop();
    }

    /** Published, with Ada who acts and others who stand by. */
    private Workshop standing(Organizer... standbys) {
        return Stream.of(standbys)
                .reduce(
                        published(),
                        (workshop, standby) ->
                                workshop.invite(standby)
                                        .workshop()
                                        .accept(standby.id(), Set.of(), NOW)
                                        .workshop(),
                        (one, _) -> one);
    }

    private static Workshop with(Workshop workshop, Requirement... requirements) {
        Content content = workshop.content();
        return workshop.revise(
                        new Content(
                                content.topic(),
                                content.place(),
                                content.schedule(),
                                content.seating(),
                                List.of(requirements)),
                        0,
                        NOW)
                .workshop();
    }

    private static Requirement needed(
            String code, Audience audience, boolean mandatory, OrganizerId bringer) {
        return new Requirement(
                RequirementId.next(),
                code,
                Requirement.Kind.OTHER,
                audience,
                null,
                mandatory,
                bringer);
    }

    private static List<String> codes(Change change) {
        return change.workshop().content().requirements().stream().map(Requirement::code).toList();
    }

    private static Status status(Change change, Organizer organizer) {
        return change.workshop().organizer(organizer.id()).status();
    }

    private static UserId user() {
        return new UserId(UUID.randomUUID());
    }

    private static Refusal refused(Runnable decision) {
        return catchThrowableOfType(RefusedException.class, decision::run).refusal();
    }
}
