package dev.atelier.workshop;

import static dev.atelier.testing.contract.Operation.Trait.GUARDED;
import static dev.atelier.testing.contract.Operation.Trait.LIST;
import static dev.atelier.testing.contract.Operation.Trait.MATCHING;
import static dev.atelier.testing.contract.Operation.Trait.PERSONAL;
import static dev.atelier.testing.contract.Operation.Trait.TAGGED;
import static dev.atelier.testing.contract.Operation.Trait.WRITING;
import static dev.atelier.testing.contract.Provocation.of;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import dev.atelier.workshop.Api.Person;

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

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation times every status and problem that the contract lists for it, over HTTP. */
@RealServiceTest
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ContractTest {

    private static final String WORKSHOP =
            JsonMapper.shared().writeValueAsString(Samples.complete("Raku firing"));
    private static final String REASON = "{\"reason\":\"The flu\"}";
    private static final Map<String, Object> FLU = Map.of("reason", "The flu");

    private static final String ONE = "/api/v1/workshops/{id}";
    private static final String PART = ONE + "/organizers/{organizerId}";

    private static final Operation DRAFT =
            Operation.taking(WORKSHOP, "POST /api/v1/workshops", WRITING, PERSONAL);
    private static final Operation FIND = Operation.of("GET /api/v1/workshops", LIST);
    private static final Operation READ = Operation.of("GET " + ONE, TAGGED);
    private static final Operation REVISE =
            Operation.taking(WORKSHOP, "PUT " + ONE, MATCHING, WRITING, GUARDED);
    private static final Operation DELETE = Operation.of("DELETE " + ONE, WRITING, GUARDED);
    private static final Operation PUBLISH =
            Operation.of("POST " + ONE + "/publish", WRITING, GUARDED);
    private static final Operation CANCEL =
            Operation.taking(REASON, "POST " + ONE + "/cancel", WRITING, GUARDED);
    private static final Operation COMPLETE =
            Operation.of("POST " + ONE + "/complete", WRITING, GUARDED);
    private static final Operation ORGANIZERS = Operation.of("GET " + ONE + "/organizers", LIST);
    private static final Operation INVITE =
            Operation.taking(
                    invitation(UUID.randomUUID()), "POST " + ONE + "/organizers", WRITING, GUARDED);
    private static final Operation ACCEPT =
            Operation.of("POST " + PART + "/accept", WRITING, GUARDED);
    private static final Operation DECLINE =
            Operation.of("POST " + PART + "/decline", WRITING, GUARDED);
    private static final Operation UNAVAILABLE =
            Operation.taking(REASON, "POST " + PART + "/unavailable", WRITING, GUARDED);
    private static final Operation AVAILABLE =
            Operation.of("POST " + PART + "/available", WRITING, GUARDED);
    private static final Operation JUMP_IN =
            Operation.taking(
                    replacing(UUID.randomUUID().toString()),
                    "POST " + PART + "/jump-in",
                    WRITING,
                    GUARDED);
    private static final Operation STEP_DOWN =
            Operation.of("POST " + PART + "/step-down", WRITING, GUARDED);
    private static final Operation CALENDAR = Operation.of("GET " + ONE + "/calendar.ics", TAGGED);
    private static final Operation EXPORT =
            Operation.of("GET /api/v1/users/me/export/workshops", PERSONAL);

    private static final List<Operation> OPERATIONS =
            List.of(
                    DRAFT,
                    FIND,
                    READ,
                    REVISE,
                    DELETE,
                    PUBLISH,
                    CANCEL,
                    COMPLETE,
                    ORGANIZERS,
                    INVITE,
                    ACCEPT,
                    DECLINE,
                    UNAVAILABLE,
                    AVAILABLE,
                    JUMP_IN,
                    STEP_DOWN,
                    CALENDAR,
                    EXPORT);

    /** The tests of common provoke them, as no request can. */
    private static final Set<String> NOT_BY_REQUEST =
            Set.of("500 internal-error", "503 service-unavailable");

    @Autowired Api api;
    @Autowired OtherServices others;
    @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;
    @LocalServerPort int port;

    private final Observations observations = new Observations();

    private Person ada;
    private Person bo;
    private Actor member;
    private Actor deactivated;

    @BeforeAll
    void meet() {
        ada = api.registered("Ada");
        bo = api.registered("Bo");
        member = leading(ada, ada.published(Samples.complete("Raku firing")));
        Person dee = api.registered("Dee");
        deactivated = leading(dee, dee.published(Samples.complete("Raku firing")));
        others.userChanged(dee.id(), 2, "Dee", "DEACTIVATED");
        await().until(() -> dee.post(Samples.complete("Another")).status() == 403);
    }

    Stream<Provocation> provocations() {
        GeneralProvocations general = new GeneralProvocations(world());
        return Stream.of(
                        OPERATIONS.stream().flatMap(general::of),
                        ofWorkshops(),
                        ofCreating(),
                        ofOrganizers())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("provocations")
    void isKept(Provocation provocation) {
        observations.observe(provocation);
    }

    @Test
    void refusesWhatIsBeyondTheDescribedLimits() {
        Limits limits = new Limits("workshop-service", world()::member);

        assertThat(OPERATIONS).flatMap(limits::faults).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void isDescribedAsItIs() {
        observations.observeOthers(provocations());

        new ServiceDescription(
                        "workshop-service", requestMappingHandlerMapping, OPERATIONS, observations)
                .check();
    }

    @Test
    void namesEveryOperationThatIsServed() {
        assertThat(HttpContract.served(requestMappingHandlerMapping))
                .containsExactlyInAnyOrderElementsOf(
                        OPERATIONS.stream().map(Operation::shape).toList());
    }

    @Test
    void keepsEveryPromiseOfTheDocument() {
        List<Promise> promises =
                Stream.of("Workshops", "Users")
                        .flatMap(section -> HttpContract.promises(section).stream())
                        .filter(promise -> isOurs(promise.operation()))
                        .toList();

        assertThat(promises).extracting(Promise::operation).contains(STEP_DOWN.toString());
        assertThat(HttpContract.unprovoked(promises, provocations().toList())).isEmpty();
    }

    @Test
    void provokesEveryProblemThatIsWrittenDown() {
        Set<String> provoked =
                provocations()
                        .map(Provocation::promise)
                        .map(promise -> promise.status() + " " + promise.problem())
                        .collect(Collectors.toSet());
        provoked.addAll(NOT_BY_REQUEST);

        assertThat(HttpContract.problems("workshop-service/src/main", "common/src/main"))
                .isNotEmpty()
                .isSubsetOf(provoked);
    }

    private Stream<Provocation> ofWorkshops() {
        return Stream.of(
                of(FIND, 200, "", "all", () -> member.does(FIND)),
                of(READ, 200, "", "published", () -> as(bo, member).does(READ)),
                of(READ, 404, "not-found", "somebody's draft", () -> as(bo, draft()).does(READ)),
                of(REVISE, 200, "", "draft", () -> put(draft())),
                of(REVISE, 422, "workshop-incomplete", "no capacity", this::reviseToNothing),
                of(REVISE, 409, "capacity-below-enrolled", "full", this::shrink),
                of(REVISE, 409, "illegal-transition", "over", () -> put(cancelled())),
                of(DELETE, 204, "", "draft", () -> draft().does(DELETE)),
                of(DELETE, 409, "workshop-not-draft", "published", () -> member.does(DELETE)),
                of(PUBLISH, 200, "", "draft", () -> draft().does(PUBLISH)),
                of(PUBLISH, 409, "illegal-transition", "again", () -> member.does(PUBLISH)),
                of(
                        PUBLISH,
                        422,
                        "workshop-incomplete",
                        "title only",
                        () -> untimed().does(PUBLISH)),
                of(CANCEL, 200, "", "published", () -> published().does(CANCEL)),
                of(CANCEL, 409, "illegal-transition", "draft", () -> draft().does(CANCEL)),
                of(CANCEL, 400, "invalid-request", "why", () -> member.sends(CANCEL, "{}")),
                of(COMPLETE, 200, "", "over", this::completeInTime),
                of(COMPLETE, 409, "illegal-transition", "early", () -> member.does(COMPLETE)),
                of(CALENDAR, 200, "", "published", () -> member.does(CALENDAR)),
                of(CALENDAR, 404, "not-found", "no time yet", () -> untimed().does(CALENDAR)),
                of(EXPORT, 200, "", "registered", () -> member.does(EXPORT)),
                of(EXPORT, 404, "user-not-registered", "stranger", () -> unheardOf().does(EXPORT)));
    }

    private Stream<Provocation> ofCreating() {
        return Stream.of(
                of(DRAFT, 201, "", "registered", () -> member.does(DRAFT)),
                of(DRAFT, 409, "user-not-registered", "too early", () -> unheardOf().does(DRAFT)),
                of(DRAFT, 200, "", "replayed", () -> twice(DRAFT, DRAFT.body(), DRAFT.body())),
                of(
                        DRAFT,
                        422,
                        "idempotency-key-reused",
                        "another body",
                        () -> twice(DRAFT, DRAFT.body(), "{\"title\":\"Glazes\"}")),
                of(DRAFT, 400, "invalid-request", "key", () -> withBadKey(DRAFT)),
                of(INVITE, 201, "", "registered", this::invite),
                of(INVITE, 400, "invalid-request", "nobody", () -> member.does(INVITE)),
                of(INVITE, 400, "invalid-request", "key", () -> withBadKey(INVITE)),
                of(INVITE, 200, "", "replayed", this::inviteTwice),
                of(
                        INVITE,
                        422,
                        "idempotency-key-reused",
                        "another body",
                        () -> twice(INVITE, newcomer(), newcomer())),
                of(
                        INVITE,
                        409,
                        "already-organizer",
                        "oneself",
                        () -> member.sends(INVITE, invitation(ada.id()))),
                of(
                        INVITE,
                        409,
                        "illegal-transition",
                        "over",
                        () -> cancelled().sends(INVITE, newcomer())));
    }

    private Stream<Provocation> ofOrganizers() {
        return Stream.of(
                of(ORGANIZERS, 200, "", "published", () -> member.does(ORGANIZERS)),
                of(ACCEPT, 200, "", "invited", () -> guest(published(), false).does(ACCEPT)),
                of(ACCEPT, 409, "illegal-transition", "active", () -> member.does(ACCEPT)),
                of(
                        ACCEPT,
                        422,
                        "requirements-not-met",
                        "lacks a licence",
                        () -> guest(demanding(), false).does(ACCEPT)),
                of(DECLINE, 200, "", "invited", () -> guest(published(), false).does(DECLINE)),
                of(DECLINE, 409, "illegal-transition", "active", () -> member.does(DECLINE)),
                of(UNAVAILABLE, 200, "", "active", () -> published().does(UNAVAILABLE)),
                of(
                        UNAVAILABLE,
                        409,
                        "illegal-transition",
                        "again",
                        () -> ill(published()).does(UNAVAILABLE)),
                of(
                        UNAVAILABLE,
                        400,
                        "invalid-request",
                        "why",
                        () -> member.sends(UNAVAILABLE, "{}")),
                of(AVAILABLE, 200, "", "unavailable", () -> ill(published()).does(AVAILABLE)),
                of(AVAILABLE, 409, "illegal-transition", "active", () -> member.does(AVAILABLE)),
                of(
                        AVAILABLE,
                        422,
                        "requirements-not-met",
                        "lacks a licence",
                        () -> ill(demanding()).does(AVAILABLE)),
                of(JUMP_IN, 200, "", "standby", () -> jumpIn(ill(published()))),
                of(JUMP_IN, 409, "illegal-transition", "no gap", () -> jumpIn(published())),
                of(JUMP_IN, 409, "already-replaced", "second", this::jumpInSecond),
                of(JUMP_IN, 400, "invalid-request", "whom", () -> member.sends(JUMP_IN, "{}")),
                of(
                        JUMP_IN,
                        422,
                        "requirements-not-met",
                        "lacks a licence",
                        () -> jumpIn(ill(demanding()))),
                of(STEP_DOWN, 200, "", "draft", () -> draft().does(STEP_DOWN)),
                of(STEP_DOWN, 409, "last-organizer", "last", () -> published().does(STEP_DOWN)),
                of(
                        STEP_DOWN,
                        409,
                        "illegal-transition",
                        "invited",
                        () -> guest(published(), false).does(STEP_DOWN)));
    }

    private Answer put(Actor lead) {
        return lead.sends(REVISE, REVISE.body().replace("Raku", "Pit"), "If-Match", "*");
    }

    private Answer reviseToNothing() {
        return published().sends(REVISE, "{\"title\":\"Raku firing\"}", "If-Match", "*");
    }

    private Answer shrink() {
        Actor lead = published();
        String id = lead.ids().get("id");
        others.seatsChanged(id, 1, 12, 12);
        await().until(() -> ada.read(id).text("/seats/enrolled").equals("12"));
        return lead.sends(
                REVISE,
                REVISE.body().replace("\"capacity\":12", "\"capacity\":5"),
                "If-Match",
                "*");
    }

    private Answer completeInTime() {
        Actor lead = published();
        Database.execute(
                """
                UPDATE workshop SET starts_at = now() - interval '2 days', ends_at = now()
                 WHERE id = ?
                """,
                UUID.fromString(lead.ids().get("id")));
        return lead.does(COMPLETE);
    }

    private Answer twice(Operation operation, String first, String second) {
        String key = UUID.randomUUID().toString();
        assertThat(member.sends(operation, first, "Idempotency-Key", key).status()).isEqualTo(201);
        return member.sends(operation, second, "Idempotency-Key", key);
    }

    private Answer withBadKey(Operation operation) {
        return member.does(operation, "Idempotency-Key", "x".repeat(256));
    }

    private Answer invite() {
        return member.sends(INVITE, newcomer());
    }

    private Answer inviteTwice() {
        String invitation = newcomer();
        return twice(INVITE, invitation, invitation);
    }

    /** Somebody who stands by jumps in for the lead. */
    private Answer jumpIn(Actor lead) {
        return jumpIn(standby(lead), lead);
    }

    private Answer jumpIn(Actor standby, Actor lead) {
        return standby.sends(JUMP_IN, replacing(lead.ids().get("organizerId")));
    }

    private Answer jumpInSecond() {
        Actor lead = published();
        Actor first = standby(lead);
        Actor second = standby(lead);
        ill(lead);
        assertThat(jumpIn(first, lead).status()).isEqualTo(200);
        return jumpIn(second, lead);
    }

    private Actor draft() {
        return leading(ada, ada.draft(Samples.complete("Raku firing")));
    }

    private Actor untimed() {
        return leading(ada, ada.draft(Map.of("title", "Raku firing")));
    }

    private Actor published() {
        return leading(ada, ada.published(Samples.complete("Raku firing")));
    }

    private Actor cancelled() {
        Actor lead = published();
        ada.act(lead.ids().get("id"), "cancel", FLU);
        return lead;
    }

    /** Nobody here has a licence; the lead did not need one to draft it. */
    private Actor demanding() {
        List<Map<String, String>> licence =
                List.of(Map.of("code", "licence", "audience", "ORGANIZER"));
        return leading(
                ada, ada.published(Samples.complete("Raku firing", "requirements", licence)));
    }

    private Actor ill(Actor lead) {
        assertThat(lead.does(UNAVAILABLE).status()).isEqualTo(200);
        return lead;
    }

    private Actor standby(Actor lead) {
        Actor guest = guest(lead, true);
        assertThat(guest.does(ACCEPT).status()).isEqualTo(200);
        return guest;
    }

    /** Someone whom the lead has invited, or an admin where the lead is ill. */
    private Actor guest(Actor lead, boolean standby) {
        Person person = api.registered("Cy");
        String id = lead.ids().get("id");
        Api.Answer invited =
                api.admin()
                        .act(id, "organizers", Map.of("userId", person.id(), "standby", standby));
        assertThat(invited.status()).as("%s", invited.body()).isEqualTo(201);
        return actor(TestIssuer.shared().token(person.id()), id, invited.text("/id"));
    }

    private String newcomer() {
        return invitation(api.registered("Cy").id());
    }

    private Actor unheardOf() {
        return actor(TestIssuer.shared().token(UUID.randomUUID()), "", "");
    }

    private Actor leading(Person person, String id) {
        return actor(
                TestIssuer.shared().token(person.id()),
                id,
                person.read(id).text("/organizers/0/id"));
    }

    /** The person in the other's place. */
    private Actor as(Person person, Actor other) {
        return new Actor(other.service(), TestIssuer.shared().token(person.id()), other.ids());
    }

    private Actor actor(String token, String id, String organizer) {
        return new Actor(
                URI.create("http://localhost:" + port),
                token,
                Map.of("id", id, "organizerId", organizer));
    }

    private World world() {
        return new World() {
            @Override
            public Actor member(Operation operation) {
                return member;
            }

            @Override
            public Actor stranger(Operation operation) {
                return as(bo, member);
            }

            @Override
            public Actor deactivated(Operation operation) {
                return deactivated;
            }

            @Override
            public Actor program(Operation operation) {
                String token = TestIssuer.shared().token(claims -> claims.subject("a-program"));
                return new Actor(member.service(), token, member.ids());
            }
        };
    }

    private static boolean isOurs(String operation) {
        return operation.contains("/workshops");
    }

    private static String invitation(UUID user) {
        return "{\"userId\":\"" + user + "\"}";
    }

    private static String replacing(String organizer) {
        return "{\"replaces\":\"" + organizer + "\"}";
    }
}
