package dev.atelier.workshop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.Content;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.Organizer.Status;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Place;
import dev.atelier.workshop.model.Schedule;
import dev.atelier.workshop.model.Seating;
import dev.atelier.workshop.model.Topic;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Waitlist;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.model.WorkshopStatus;
import dev.atelier.workshop.people.Standing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

class AccessTest {

    private static final UUID PERSON = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({
        "INVITED, true, false, false",
        "ACTIVE, true, true, true",
        "STANDBY, true, false, true",
        "UNAVAILABLE, true, false, false",
        "DECLINED, false, false, false",
        "STEPPED_DOWN, false, false, false"
    })
    void dependsOnThePartThatOneHas(
            Status status, boolean sees, boolean manages, boolean managesUnstaffed) {
        Caller caller = caller(PERSON, false);

        assertThat(Access.maySee(caller, draft(status, Status.ACTIVE))).isEqualTo(sees);
        assertThat(Access.mayManage(caller, draft(status, Status.ACTIVE))).isEqualTo(manages);
        assertThat(Access.mayManage(caller, draft(status, Status.UNAVAILABLE)))
                .isEqualTo(managesUnstaffed);
    }

    @Test
    void adminMayBoth() {
        Workshop draft = draft(Status.ACTIVE, Status.ACTIVE);
        Caller admin = caller(UUID.randomUUID(), true);

        assertThat(Access.maySee(admin, draft)).isTrue();
        assertThat(Access.mayManage(admin, draft)).isTrue();
    }

    @Test
    void everybodySeesWhatIsPublishedAndNobodyElseManagesIt() {
        Workshop published = workshop(WorkshopStatus.PUBLISHED, Status.ACTIVE, Status.ACTIVE);
        Caller program = new Caller(Optional.empty(), false, Set.of());

        assertThat(Access.maySee(program, published)).isTrue();
        assertThat(Access.mayManage(program, published)).isFalse();
        assertThat(Access.maySeeReasons(program, published)).isFalse();
    }

    /** An erasure ends a part before the workshop has heard of it. */
    @ParameterizedTest
    @CsvSource({
        "GOOD, forbidden, ",
        "DEACTIVATED, user-deactivated, user-deactivated",
        "ERASED, forbidden, forbidden"
    })
    void refusesWhoHasNoPartOrHasItNoMore(Standing standing, String stranger, String organizer) {
        Workshop published = workshop(WorkshopStatus.PUBLISHED, Status.ACTIVE, Status.ACTIVE);
        OrganizerId part = published.organizers().getFirst().id();
        for (Guard guard :
                List.<Guard>of(
                        Access::requireManagement,
                        (caller, state, workshop) ->
                                Access.requireOwn(caller, state, workshop, part),
                        (caller, state, workshop) ->
                                Access.requireOwnOrManagement(caller, state, workshop, part))) {
            assertThat(refusal(guard, caller(UUID.randomUUID(), false), standing, published))
                    .isEqualTo(stranger);
            assertThat(refusal(guard, caller(PERSON, false), standing, published))
                    .isEqualTo(organizer);
        }
    }

    @ParameterizedTest
    @EnumSource(Standing.class)
    void knowsNoPartThatThereIsNotWhoeverAsks(Standing standing) {
        Workshop published = workshop(WorkshopStatus.PUBLISHED, Status.ACTIVE, Status.ACTIVE);
        OrganizerId none = OrganizerId.next();

        assertThat(
                        refusal(
                                (caller, state, workshop) ->
                                        Access.requireOwn(caller, state, workshop, none),
                                caller(PERSON, false),
                                standing,
                                published))
                .isEqualTo("not-found");
    }

    /** The slug of the refusal, null when there is none. */
    private static String refusal(
            Guard guard, Caller caller, Standing standing, Workshop workshop) {
        try {
            guard.check(caller, standing, workshop);
            return null;
        } catch (RefusedException refused) {
            return refused.refusal().problem().slug();
        }
    }

    private interface Guard {
        void check(Caller caller, Standing standing, Workshop workshop);
    }

    private static Caller caller(UUID user, boolean admin) {
        return new Caller(Optional.of(user), admin, Set.of());
    }

    private static Workshop draft(Status person, Status other) {
        return workshop(WorkshopStatus.DRAFT, person, other);
    }

    private static Workshop workshop(WorkshopStatus status, Status person, Status other) {
        Content content =
                new Content(
                        new Topic("Raku firing", null, null, "en"),
                        new Place(null, null, null),
                        new Schedule(null, null, null, null, null),
                        new Seating(null, 0, Waitlist.DEFAULT),
                        List.of());
        return new Workshop(
                WorkshopId.next(),
                status,
                content,
                List.of(organizer(PERSON, person), organizer(OTHER, other)),
                null,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static Organizer organizer(UUID user, Status status) {
        return new Organizer(
                OrganizerId.next(),
                new UserId(user),
                Organizer.Role.CO,
                false,
                status,
                null,
                null,
                Instant.EPOCH);
    }
}
