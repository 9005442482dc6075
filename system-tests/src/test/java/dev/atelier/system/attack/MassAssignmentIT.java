package dev.atelier.system.attack;

import static dev.atelier.system.attack.Company.ME;
import static dev.atelier.system.attack.Company.WORKSHOPS;
import static dev.atelier.system.attack.Company.lead;
import static dev.atelier.system.attack.Company.pointers;
import static dev.atelier.system.attack.Company.refused;
import static dev.atelier.system.attack.Company.with;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.system.Answer;
import dev.atelier.system.Leaks;
import dev.atelier.system.Person;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the server alone decides cannot be written, in whatever request it is slipped. */
@TestInstance(Lifecycle.PER_CLASS)
class MassAssignmentIT {

    private static final String ID = "0197a000-0000-7000-8000-000000000000";
    private static final String TIME = "2020-01-01T00:00:00Z";

    /** Members that only answers have. */
    private static final Map<String, Object> OF_ALL =
            Map.of(
                    "id", ID,
                    "version", 1000,
                    "createdAt", TIME,
                    "updatedAt", TIME,
                    "status", "ACTIVE");

    private static final Map<String, Object> OF_PERSONS =
            Map.of("admin", true, "roles", List.of("admin"), "userId", ID, "sub", ID);

    private static final Map<String, Object> OF_WORKSHOPS =
            Map.of(
                    "organizers", List.of(Map.of("userId", ID, "role", "LEAD")),
                    "seats", Map.of("free", 1000),
                    "staffing", "STAFFED",
                    "cancellation", Map.of("reason", "None"),
                    "userId", ID);

    private static final Map<String, Object> OF_PARTICIPANTS =
            Map.of(
                    "userId",
                    ID,
                    "workshopId",
                    ID,
                    "waitlistPosition",
                    1,
                    "offerExpiresAt",
                    "2099-01-01T00:00:00Z",
                    "needsAttention",
                    List.of(),
                    "cancellation",
                    Map.of("by", "SYSTEM"));

    private static final Map<String, Object> OF_ORGANIZERS =
            Map.of("since", TIME, "displayName", "Root", "organizerId", ID);

    private final Company company = new Company();
    private final Person ada = company.registered("Ada");
    private final Person bob = company.registered("Bob");

    private Answer workshop;
    private Map<String, Object> document;
    private Answer seat;
    private String standby;

    @BeforeAll
    void workshop() {
        workshop = company.published(ada);
        document = company.document(ada);
        seat = bob.signUp(workshop.id(), List.of()).expect(201);
        standby = company.join(ada, workshop, bob, true);
    }

    private Stream<Arguments> requests() {
        String one = WORKSHOPS + "/" + workshop.id();
        String participants = one + "/participants";
        String organizers = one + "/organizers";
        return Stream.of(
                        of("PUT", ME, ada.profile(), OF_PERSONS),
                        of("POST", WORKSHOPS, document, OF_WORKSHOPS),
                        of("PUT", one, document, OF_WORKSHOPS),
                        of(
                                "POST",
                                one + "/cancel",
                                Map.of("reason", "Flood"),
                                Map.of("by", "SYSTEM")),
                        of("POST", participants, Map.of(), OF_PARTICIPANTS),
                        of(
                                "POST",
                                participants + "/" + seat.id() + "/attendance",
                                Map.of("attended", true),
                                OF_PARTICIPANTS),
                        of("POST", organizers, Map.of("userId", company.id(bob)), OF_ORGANIZERS),
                        of(
                                "POST",
                                organizers + "/" + lead(workshop) + "/unavailable",
                                Map.of("reason", "Flu"),
                                OF_ORGANIZERS),
                        of(
                                "POST",
                                organizers + "/" + standby + "/jump-in",
                                Map.of("replaces", lead(workshop)),
                                OF_ORGANIZERS))
                .flatMap(arguments -> arguments);
    }

    /** The request with each of the members in turn. */
    private static Stream<Arguments> of(
            String method, String path, Map<String, Object> body, Map<String, Object> members) {
        return Stream.of(OF_ALL, members)
                .flatMap(some -> some.entrySet().stream())
                .map(
                        member ->
                                Arguments.of(
                                        method, path, body, member.getKey(), member.getValue()));
    }

    @ParameterizedTest(name = "{0} {1} with {3}")
    @MethodSource("requests")
    void namesTheMemberAndChangesNothing(
            String method, String path, Map<String, Object> body, String member, Object value) {
        Person caller = path.endsWith("/jump-in") ? bob : ada;
        String before = state();

        Answer answer =
                refused(
                        caller.send(method, path, with(body, member, value), "If-Match", "*"),
                        400,
                        "invalid-request");

        assertThat(pointers(answer)).containsExactly("/" + member);
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "met", "workshopId"})
    void namesTheMemberOfARequirement(String member) {
        Object requirement = List.of(Map.of("code", "kiln", member, ID));

        Answer answer =
                refused(
                        ada.send("POST", WORKSHOPS, with(document, "requirements", requirement)),
                        400,
                        "invalid-request");

        assertThat(pointers(answer)).containsExactly("/requirements/0/" + member);
    }

    @Test
    void namesTheMemberOfTheWaitlist() {
        Object waitlist = Map.of("mode", "AUTO", "length", 0);

        Answer answer =
                refused(
                        ada.send("POST", WORKSHOPS, with(document, "waitlist", waitlist)),
                        400,
                        "invalid-request");

        assertThat(pointers(answer)).containsExactly("/waitlist/length");
    }

    @Test
    void memberThatComesTwiceIsRefused() {
        refused(
                ada.sendRaw(
                        "POST",
                        WORKSHOPS,
                        "application/json",
                        "{\"title\":\"One\",\"title\":\"Other\"}"),
                400,
                "invalid-request");
    }

    @Test
    void queryDecidesNothingThatTheTokenDoes() {
        Person mallory = company.registered("Mallory");
        String path = WORKSHOPS + "/" + workshop.id() + "/participants?status=ATTENDED&userId=";

        Answer joined =
                Leaks.none(mallory.send("POST", path + company.id(ada), Map.of())).expect(201);

        assertThat(joined.text("userId")).isEqualTo(company.id(mallory).toString());
        assertThat(joined.text("status")).isEqualTo("ENROLLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-User-Id", "X-Roles", "X-Forwarded-User", "Remote-User", "Sub"})
    void headersDecideNothingThatTheTokenDoes(String header) {
        Person mallory = company.running().person("Headers " + company.run());
        for (String value : List.of(company.id(ada).toString(), "admin")) {
            refused(mallory.send("GET", ME, null, header, value), 404, "user-not-registered");
            refused(mallory.send("GET", "/api/v1/users", null, header, value), 403, "forbidden");
        }
    }

    private String state() {
        Answer now = ada.workshop(workshop.id()).expect(200);
        return String.join(
                " ",
                now.text("version"),
                now.text("status"),
                ada.me().header("ETag"),
                bob.participation(seat).header("ETag"));
    }
}
