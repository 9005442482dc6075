package dev.atelier.user;

import static dev.atelier.testing.contract.Operation.Trait.GUARDED;
import static dev.atelier.testing.contract.Operation.Trait.LIST;
import static dev.atelier.testing.contract.Operation.Trait.MATCHING;
import static dev.atelier.testing.contract.Operation.Trait.PERSONAL;
import static dev.atelier.testing.contract.Operation.Trait.TAGGED;
import static dev.atelier.testing.contract.Operation.Trait.WRITING;
import static dev.atelier.testing.contract.Provocation.of;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation times every status and problem that the contract lists for it, over HTTP. */
@UserServiceTest
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ContractTest {

    private static final String ONE = "/api/v1/users/{userId}";

    private static final Operation SAVE =
            Operation.taking(
                    profile("someone"), "PUT /api/v1/users/me", MATCHING, WRITING, PERSONAL);
    private static final Operation ME = Operation.of("GET /api/v1/users/me", TAGGED, PERSONAL);
    private static final Operation READ = Operation.of("GET " + ONE, TAGGED);
    private static final Operation SEARCH = Operation.of("GET /api/v1/users", LIST, GUARDED);
    private static final Operation EXPORT = Operation.of("GET /api/v1/users/me/export", PERSONAL);
    private static final Operation ERASE = Operation.of("DELETE /api/v1/users/me", PERSONAL);
    private static final Operation DEACTIVATE =
            Operation.of("POST " + ONE + "/deactivate", WRITING, GUARDED);
    private static final Operation REACTIVATE =
            Operation.of("POST " + ONE + "/reactivate", WRITING, GUARDED);

    private static final List<Operation> OPERATIONS =
            List.of(SAVE, ME, READ, SEARCH, EXPORT, ERASE, DEACTIVATE, REACTIVATE);

    private static final Set<Operation> OF_ADMINS = Set.of(SEARCH, DEACTIVATE, REACTIVATE);

    /** The tests of common provoke them: no request can, and nothing here is created by a POST. */
    private static final Set<String> NOT_HERE =
            Set.of("500 internal-error", "503 service-unavailable", "422 idempotency-key-reused");

    @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;
    @LocalServerPort int port;

    private final Observations observations = new Observations();

    private Actor ada;
    private Actor admin;
    private Actor deactivated;

    @BeforeAll
    void meet() {
        ada = registered();
        admin = as(TestIssuer.shared().adminToken(UUID.randomUUID()), ada);
        UUID id = UUID.randomUUID();
        Actor former = actor(TestIssuer.shared().adminToken(id), id);
        assertThat(former.sends(SAVE, profile(id.toString())).status()).isEqualTo(201);
        assertThat(as(admin.token(), former).does(DEACTIVATE).status()).isEqualTo(204);
        deactivated = former;
    }

    Stream<Provocation> provocations() {
        GeneralProvocations general = new GeneralProvocations(world());
        return Stream.concat(OPERATIONS.stream().flatMap(general::of), particular());
    }

    @ParameterizedTest
    @MethodSource("provocations")
    void isKept(Provocation provocation) {
        observations.observe(provocation);
    }

    @Test
    void refusesWhatIsBeyondTheDescribedLimits() {
        Limits limits = new Limits("user-service", world()::member);

        assertThat(OPERATIONS).flatMap(limits::faults).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void isDescribedAsItIs() {
        observations.observeOthers(provocations());

        new ServiceDescription(
                        "user-service", requestMappingHandlerMapping, OPERATIONS, observations)
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
                HttpContract.promises("Users").stream()
                        .filter(promise -> !promise.operation().contains("/export/"))
                        .toList();

        assertThat(promises).extracting(Promise::operation).contains(REACTIVATE.toString());
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

        assertThat(HttpContract.problems("user-service/src/main", "common/src/main"))
                .isNotEmpty()
                .isSubsetOf(provoked);
    }

    private Stream<Provocation> particular() {
        return Stream.of(
                of(SAVE, 201, "", "first time", () -> register(newcomer())),
                of(SAVE, 200, "", "later", () -> save(registered())),
                of(SAVE, 412, "precondition-failed", "too early", () -> save(newcomer())),
                of(SAVE, 409, "email-taken", "another's address", this::takeAddress),
                of(SAVE, 400, "invalid-request", "empty", () -> ada.sends(SAVE, "{}")),
                of(ME, 200, "", "registered", () -> ada.does(ME)),
                of(ME, 404, "user-not-registered", "newcomer", () -> newcomer().does(ME)),
                of(READ, 200, "", "another", () -> as(newcomer().token(), ada).does(READ)),
                of(READ, 200, "", "oneself", () -> ada.does(READ)),
                of(SEARCH, 200, "", "admin", () -> admin.does(SEARCH)),
                of(EXPORT, 200, "", "registered", () -> ada.does(EXPORT)),
                of(EXPORT, 404, "user-not-registered", "newcomer", () -> newcomer().does(EXPORT)),
                of(ERASE, 204, "", "registered", () -> registered().does(ERASE)),
                of(ERASE, 404, "user-not-registered", "newcomer", () -> newcomer().does(ERASE)),
                of(DEACTIVATE, 204, "", "admin", () -> byAdmin(registered(), DEACTIVATE)),
                of(REACTIVATE, 204, "", "admin", () -> byAdmin(registered(), REACTIVATE)));
    }

    private static Answer register(Actor newcomer) {
        return newcomer.sends(SAVE, profile(newcomer.ids().get("userId")));
    }

    private static Answer save(Actor person) {
        return person.sends(SAVE, profile(person.ids().get("userId")), "If-Match", "*");
    }

    private Answer takeAddress() {
        return registered().sends(SAVE, profile(ada.ids().get("userId")), "If-Match", "*");
    }

    private Answer byAdmin(Actor person, Operation operation) {
        return as(admin.token(), person).does(operation);
    }

    private Actor registered() {
        Actor newcomer = newcomer();
        assertThat(register(newcomer).status()).isEqualTo(201);
        return newcomer;
    }

    private Actor newcomer() {
        UUID id = UUID.randomUUID();
        return actor(TestIssuer.shared().token(id), id);
    }

    private Actor actor(String token, UUID id) {
        return new Actor(
                URI.create("http://localhost:" + port), token, Map.of("userId", id.toString()));
    }

    /** Someone with that token in the other's place. */
    private static Actor as(String token, Actor other) {
        return new Actor(other.service(), token, other.ids());
    }

    private World world() {
        return new World() {
            @Override
            public Actor member(Operation operation) {
                return OF_ADMINS.contains(operation) ? admin : ada;
            }

            @Override
            public Actor stranger(Operation operation) {
                return ada;
            }

            @Override
            public Actor deactivated(Operation operation) {
                return deactivated;
            }

            @Override
            public Actor program(Operation operation) {
                return as(TestIssuer.shared().token(claims -> claims.subject("a-program")), ada);
            }
        };
    }

    private static String profile(String name) {
        return "{\"displayName\":\"Ada\",\"email\":\"%s@example.org\"}".formatted(name);
    }
}
