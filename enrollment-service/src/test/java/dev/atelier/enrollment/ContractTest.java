package dev.atelier.enrollment;

import static dev.atelier.enrollment.EnrollmentApi.await;
import static dev.atelier.testing.contract.Operation.Trait.GUARDED;
import static dev.atelier.testing.contract.Operation.Trait.LIST;
import static dev.atelier.testing.contract.Operation.Trait.PERSONAL;
import static dev.atelier.testing.contract.Operation.Trait.TAGGED;
import static dev.atelier.testing.contract.Operation.Trait.WRITING;
import static dev.atelier.testing.contract.Provocation.of;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentApi.Event;
import dev.atelier.enrollment.EnrollmentApi.Joined;
import dev.atelier.testing.TestIssuer;
import dev.atelier.testing.contract.Actor;
import dev.atelier.testing.contract.Answer;
import dev.atelier.testing.contract.GeneralProvocations;
import dev.atelier.testing.contract.HttpContract;
import dev.atelier.testing.contract.Operation;
import dev.atelier.testing.contract.Promise;
import dev.atelier.testing.contract.Provocation;
import dev.atelier.testing.contract.World;
import dev.atelier.testing.openapi.Limits;
import dev.atelier.testing.openapi.Observations;
import dev.atelier.testing.openapi.ServiceDescription;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation times every status and problem that the contract lists for it, over HTTP. */
@EnrollmentServiceTest
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ContractTest {

    private static final String WORKSHOP = "/api/v1/workshops/{id}";
    private static final String ALL = WORKSHOP + "/participants";
    private static final String ONE = ALL + "/{participantId}";
    private static final String NOTHING_TO_ACKNOWLEDGE = "{\"acknowledgedRequirements\":[]}";

    private static final String ONE_ACKNOWLEDGED =
            "{\"acknowledgedRequirements\":[\"" + UUID.randomUUID() + "\"]}";

    private static final Operation SIGN_UP =
            Operation.taking(NOTHING_TO_ACKNOWLEDGE, "POST " + ALL, WRITING, PERSONAL);
    private static final Operation PARTICIPANTS = Operation.of("GET " + ALL, LIST, GUARDED);
    private static final Operation READ = Operation.of("GET " + ONE, TAGGED);
    private static final Operation CANCEL = Operation.of("DELETE " + ONE, WRITING);
    private static final Operation HISTORY = Operation.of("GET " + ONE + "/history", LIST);
    private static final Operation ACCEPT =
            Operation.of("POST " + ONE + "/accept", WRITING, GUARDED);
    private static final Operation DECLINE =
            Operation.of("POST " + ONE + "/decline", WRITING, GUARDED);
    private static final Operation ATTEND =
            Operation.taking(
                    "{\"attended\":true}", "POST " + ONE + "/attendance", WRITING, GUARDED);
    private static final Operation PARTICIPATIONS =
            Operation.of("GET /api/v1/users/me/participations", LIST, PERSONAL);
    private static final Operation CALENDAR =
            Operation.of("GET /api/v1/users/me/calendar.ics", TAGGED, PERSONAL);
    private static final Operation LINK =
            Operation.of("POST /api/v1/users/me/calendar-link", WRITING, PERSONAL);
    private static final Operation UNLINK =
            Operation.of("DELETE /api/v1/users/me/calendar-link", WRITING, PERSONAL);
    private static final Operation SEATS = Operation.of("GET " + WORKSHOP + "/seats", TAGGED);
    private static final Operation EXPORT =
            Operation.of("GET /api/v1/users/me/export/participations", PERSONAL);

    /** What the gateway makes of a link, whose secret it takes out of the path; it is open. */
    private static final Operation LINKED = Operation.of("GET /api/v1/calendars/linked.ics");

    private static final List<Operation> OPERATIONS =
            List.of(
                    SIGN_UP,
                    PARTICIPANTS,
                    READ,
                    CANCEL,
                    HISTORY,
                    ACCEPT,
                    DECLINE,
                    ATTEND,
                    PARTICIPATIONS,
                    CALENDAR,
                    LINK,
                    UNLINK,
                    SEATS,
                    EXPORT);

    private static final Set<String> OF_WORKSHOPS =
            Set.of(SIGN_UP.toString(), PARTICIPANTS.toString(), SEATS.toString());

    private static final Set<Operation> OF_ORGANIZERS = Set.of(PARTICIPANTS, ATTEND);

    /** The tests of common provoke the one, as no request can; nothing here looks at If-Match. */
    private static final Set<String> NOT_HERE =
            Set.of(
                    "500 internal-error",
                    "503 service-unavailable",
                    "412 precondition-failed",
                    "428 precondition-required");

    @Autowired EnrollmentApi api;
    @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;
    @LocalServerPort int port;

    private final Observations observations = new Observations();

    private Event workshop;
    private Joined joined;
    private Joined deactivated;
    private Actor formerLead;

    @BeforeAll
    void meet() {
        workshop = api.tell(Event.published(12));
        api.tellUser(workshop.organizer(), 1, "ACTIVE", Instant.now());
        joined = api.joined(workshop.id(), api.user());
        deactivated = api.joined(workshop.id(), api.user());
        api.tellUser(deactivated.user(), 2, "DEACTIVATED", Instant.now());
        Event other = open(12);
        api.tellUser(other.organizer(), 1, "DEACTIVATED", Instant.now());
        formerLead = actor(other.organizer(), other.id(), api.joined(other.id(), api.user()).id());
    }

    Stream<Provocation> provocations() {
        GeneralProvocations general = new GeneralProvocations(world());
        return Stream.of(
                        OPERATIONS.stream().flatMap(general::of).map(ContractTest::exact),
                        ofSigningUp(),
                        ofParticipants(),
                        ofOffers(),
                        ofMine(),
                        ofLinks())
                .flatMap(rows -> rows);
    }

    /** Where only the workshop can be missing, the problem says that it is. */
    private static Provocation exact(Provocation general) {
        Promise promise = general.promise();
        return OF_WORKSHOPS.contains(promise.operation())
                        && promise.problem().equals("not-found")
                        && general.how().endsWith("of nothing")
                ? new Provocation(
                        new Promise(promise.operation(), promise.status(), "workshop-not-found"),
                        general.how(),
                        general.request())
                : general;
    }

    @ParameterizedTest
    @MethodSource("provocations")
    void isKept(Provocation provocation) {
        observations.observe(provocation);
    }

    @Test
    void refusesWhatIsBeyondTheDescribedLimits() {
        Limits limits = new Limits("enrollment-service", world()::member);

        assertThat(OPERATIONS).flatMap(limits::faults).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void isDescribedAsItIs() {
        observations.observeOthers(provocations());

        new ServiceDescription(
                        "enrollment-service",
                        requestMappingHandlerMapping,
                        Stream.concat(OPERATIONS.stream(), Stream.of(LINKED)).toList(),
                        observations)
                .check();
    }

    @Test
    void namesEveryOperationThatIsServed() {
        assertThat(Set.copyOf(HttpContract.served(requestMappingHandlerMapping)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(OPERATIONS.stream(), Stream.of(LINKED))
                                .map(Operation::shape)
                                .toList());
    }

    @Test
    void keepsEveryPromiseOfTheDocument() {
        List<Promise> promises =
                Stream.of("Sign-up", "Users")
                        .flatMap(section -> HttpContract.promises(section).stream())
                        .filter(promise -> isOurs(promise.operation()))
                        .toList();

        assertThat(promises)
                .extracting(Promise::operation)
                .contains(ATTEND.toString(), EXPORT.toString());
        assertThat(HttpContract.unprovoked(promises, provocations().toList())).isEmpty();
    }

    @Test
    void provokesEveryProblemThatIsWrittenDown() {
        Set<String> provoked =
                provocations()
                        .map(Provocation::promise)
                        .map(promise -> promise.status() + " " + promise.problem())
                        .collect(Collectors.toSet());
        provoked.addAll(NOT_HERE);

        assertThat(HttpContract.problems("enrollment-service/src/main", "common/src/main"))
                .isNotEmpty()
                .isSubsetOf(provoked);
    }

    private Stream<Provocation> ofSigningUp() {
        return Stream.of(
                of(SIGN_UP, 201, "", "free seat", () -> signUp(open(1))),
                of(SIGN_UP, 201, "", "waitlist", () -> signUp(full(open(1)))),
                of(SIGN_UP, 200, "", "again", () -> as(joined).does(SIGN_UP)),
                of(SIGN_UP, 409, "enrollment-closed", "cancelled", () -> signUp(cancelled())),
                of(SIGN_UP, 409, "workshop-full", "no waitlist", () -> signUp(fullForGood())),
                of(SIGN_UP, 409, "schedule-conflict", "two at once", this::signUpForTwo),
                of(
                        SIGN_UP,
                        409,
                        "user-not-registered",
                        "too early",
                        () -> unheardOf().does(SIGN_UP)),
                of(SIGN_UP, 422, "requirements-not-acknowledged", "unaware", this::signUpUnaware),
                of(SIGN_UP, 200, "", "replayed", () -> twice(NOTHING_TO_ACKNOWLEDGE)),
                of(
                        SIGN_UP,
                        422,
                        "idempotency-key-reused",
                        "other body",
                        () -> twice(ONE_ACKNOWLEDGED)),
                of(
                        SIGN_UP,
                        400,
                        "invalid-request",
                        "key",
                        () -> as(joined).does(SIGN_UP, "Idempotency-Key", "x".repeat(256))));
    }

    private Stream<Provocation> ofParticipants() {
        return Stream.of(
                of(PARTICIPANTS, 200, "", "organizer", () -> lead().does(PARTICIPANTS)),
                of(PARTICIPANTS, 200, "", "file", this::file),
                of(READ, 200, "", "organizer", () -> lead().does(READ)),
                of(READ, 404, "not-found", "anybody", () -> stranger().does(READ)),
                of(CANCEL, 204, "", "oneself", () -> as(newcomer()).does(CANCEL)),
                of(CANCEL, 204, "", "again", this::cancelTwice),
                of(CANCEL, 404, "not-found", "anybody", () -> stranger().does(CANCEL)),
                of(CANCEL, 409, "illegal-transition", "attended", this::cancelAttended),
                of(HISTORY, 200, "", "organizer", () -> lead().does(HISTORY)),
                of(ATTEND, 200, "", "begun", this::attend),
                of(ATTEND, 409, "illegal-transition", "early", () -> lead().does(ATTEND)),
                of(ATTEND, 400, "invalid-request", "empty", () -> lead().sends(ATTEND, "{}")),
                of(SEATS, 200, "", "anybody", () -> stranger().does(SEATS)));
    }

    private Stream<Provocation> ofOffers() {
        return Stream.of(ACCEPT, DECLINE)
                .flatMap(
                        answer ->
                                Stream.of(
                                        of(
                                                answer,
                                                200,
                                                "",
                                                "offer",
                                                () -> as(asked("PT1H")).does(answer)),
                                        of(answer, 200, "", "again", () -> again(answer)),
                                        of(
                                                answer,
                                                409,
                                                "offer-expired",
                                                "late",
                                                () -> late(answer)),
                                        of(
                                                answer,
                                                409,
                                                "illegal-transition",
                                                "no offer",
                                                () -> as(waiting()).does(answer))));
    }

    private Stream<Provocation> ofMine() {
        return Stream.of(
                of(PARTICIPATIONS, 200, "", "mine", () -> as(joined).does(PARTICIPATIONS)),
                of(CALENDAR, 200, "", "mine", () -> as(joined).does(CALENDAR)),
                of(EXPORT, 200, "", "registered", () -> as(joined).does(EXPORT)),
                of(
                        EXPORT,
                        404,
                        "user-not-registered",
                        "too early",
                        () -> unheardOf().does(EXPORT)));
    }

    private Stream<Provocation> ofLinks() {
        return Stream.of(
                of(LINK, 201, "", "first", () -> as(joined).does(LINK)),
                of(LINK, 200, "", "replayed", () -> linkTwice(false)),
                of(LINK, 404, "not-found", "replayed when gone", () -> linkTwice(true)),
                of(LINK, 422, "idempotency-key-reused", "for a seat", this::linkWithKeyOfSeat),
                of(LINK, 409, "user-not-registered", "too early", () -> unheardOf().does(LINK)),
                of(UNLINK, 204, "", "none", () -> as(newcomer()).does(UNLINK)),
                of(UNLINK, 409, "user-not-registered", "too early", () -> unheardOf().does(UNLINK)),
                of(LINKED, 200, "", "secret", this::openLink),
                of(
                        LINKED,
                        401,
                        "unauthenticated",
                        "no such token",
                        () -> nobody().withToken("a.b.c").does(LINKED)),
                of(
                        LINKED,
                        406,
                        "not-acceptable",
                        "form that is not",
                        () -> nobody().does(LINKED, "Accept", "application/zip")),
                of(
                        LINKED,
                        404,
                        "not-found",
                        "no such secret",
                        () -> nobody().does(LINKED, "Calendar-Secret", "x".repeat(43))));
    }

    private Answer signUp(Event told) {
        return actor(api.user(), told.id(), joined.id()).does(SIGN_UP);
    }

    private Answer signUpUnaware() {
        return signUp(api.tell(Event.published(1).requiring(UUID.randomUUID())));
    }

    private Answer signUpForTwo() {
        return actor(joined.user(), open(1).id(), joined.id()).does(SIGN_UP);
    }

    private Answer twice(String second) {
        Actor user = actor(api.user(), workshop.id(), joined.id());
        String key = UUID.randomUUID().toString();
        assertThat(user.does(SIGN_UP, "Idempotency-Key", key).status()).isEqualTo(201);
        return user.sends(SIGN_UP, second, "Idempotency-Key", key);
    }

    private Answer linkWithKeyOfSeat() {
        Actor user = actor(api.user(), workshop.id(), joined.id());
        String key = UUID.randomUUID().toString();
        assertThat(user.does(SIGN_UP, "Idempotency-Key", key).status()).isEqualTo(201);
        return user.does(LINK, "Idempotency-Key", key);
    }

    private Answer file() {
        Answer file = lead().does(PARTICIPANTS, "Accept", "text/csv");
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        return file;
    }

    private Answer cancelTwice() {
        Actor user = as(newcomer());
        assertThat(user.does(CANCEL).status()).isEqualTo(204);
        return user.does(CANCEL);
    }

    private Answer attend(Event begun, Joined participant) {
        return actor(begun.organizer(), begun.id(), participant.id()).does(ATTEND);
    }

    private Answer attend() {
        Event later = open(1);
        Joined participant = api.joined(later.id(), api.user());
        return attend(begin(later), participant);
    }

    private Answer cancelAttended() {
        Event later = open(1);
        Joined participant = api.joined(later.id(), api.user());
        assertThat(attend(begin(later), participant).status()).isEqualTo(200);
        return as(participant).does(CANCEL);
    }

    private Answer again(Operation answer) {
        Joined asked = asked("PT1H");
        assertThat(as(asked).does(answer).status()).isEqualTo(200);
        return as(asked).does(answer);
    }

    private Answer late(Operation answer) {
        Joined asked = asked("PT1S");
        await().until(() -> api.status(asked).equals("CANCELLED"));
        return as(asked).does(answer);
    }

    private Answer linkTwice(boolean gone) {
        Actor user = as(newcomer());
        String key = UUID.randomUUID().toString();
        assertThat(user.does(LINK, "Idempotency-Key", key).status()).isEqualTo(201);
        if (gone) {
            assertThat(user.does(UNLINK).status()).isEqualTo(204);
        }
        return user.does(LINK, "Idempotency-Key", key);
    }

    private Answer openLink() {
        String link = as(newcomer()).does(LINK).header("Location");
        return nobody().does(LINKED, "Calendar-Secret", link.replaceAll(".*/|\\.ics", ""));
    }

    private Event open(int capacity) {
        return api.tell(Event.published(capacity));
    }

    private Event full(Event told) {
        api.joined(told.id(), api.user());
        return told;
    }

    private Event fullForGood() {
        return full(api.tell(Event.published(1).keepingNoWaitlist()));
    }

    private Event cancelled() {
        return api.tell(open(1).changedTo("CANCELLED"));
    }

    private Event begin(Event later) {
        return api.tell(later.movedTo(Instant.now().minus(Duration.ofMinutes(5))));
    }

    private Joined newcomer() {
        return api.joined(workshop.id(), api.user());
    }

    private Joined waiting() {
        return api.joined(full(open(1)).id(), api.user());
    }

    /** Someone to whom a seat is offered. */
    private Joined asked(String ttl) {
        Event one = api.tell(Event.published(1).offering(ttl));
        Joined seated = api.joined(one.id(), api.user());
        Joined next = api.joined(one.id(), api.user());
        api.cancel(seated);
        await().until(() -> !api.status(next).equals("WAITLISTED"));
        return next;
    }

    private Actor lead() {
        return actor(workshop.organizer(), workshop.id(), joined.id());
    }

    private Actor stranger() {
        return actor(api.user(), workshop.id(), joined.id());
    }

    private Actor unheardOf() {
        return actor(UUID.randomUUID(), workshop.id(), joined.id());
    }

    private Actor nobody() {
        return lead().withToken("");
    }

    private Actor as(Joined participant) {
        return actor(participant.user(), participant.workshop(), participant.id());
    }

    private Actor actor(UUID user, UUID id, UUID participant) {
        return new Actor(
                URI.create("http://localhost:" + port),
                TestIssuer.shared().token(user),
                Map.of("id", id.toString(), "participantId", participant.toString()));
    }

    private World world() {
        return new World() {
            @Override
            public Actor member(Operation operation) {
                return OF_ORGANIZERS.contains(operation) ? lead() : as(joined);
            }

            /** Who may see the member's things: organizers, and the participant for these. */
            @Override
            public Actor stranger(Operation operation) {
                return OF_ORGANIZERS.contains(operation) ? as(joined) : lead();
            }

            @Override
            public Actor deactivated(Operation operation) {
                return OF_ORGANIZERS.contains(operation) ? formerLead : as(deactivated);
            }

            @Override
            public Actor program(Operation operation) {
                return as(joined)
                        .withToken(
                                TestIssuer.shared().token(claims -> claims.subject("a-program")));
            }
        };
    }

    private static boolean isOurs(String operation) {
        return !operation.contains("/calendars/")
                && Stream.of("/participa", "calendar", "/seats").anyMatch(operation::contains);
    }
}
