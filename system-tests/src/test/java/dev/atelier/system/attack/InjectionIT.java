package dev.atelier.system.attack;

import static dev.atelier.system.attack.Company.ME;
import static dev.atelier.system.attack.Company.WORKSHOPS;
import static dev.atelier.system.attack.Company.pointers;
import static dev.atelier.system.attack.Company.refused;
import static dev.atelier.system.attack.Company.with;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.system.Answer;
import dev.atelier.system.Leaks;
import dev.atelier.system.Person;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is sent as data is data: to the database, and in the headers that go in and out. */
@TestInstance(Lifecycle.PER_CLASS)
class InjectionIT {

    private static final Duration NOBODY_SLEPT = Duration.ofSeconds(4);

    private static final List<String> SQL =
            List.of(
                    "' OR '1'='1",
                    "'; DROP TABLE users.users; --",
                    "\" OR \"\"=\"",
                    "1) UNION ALL SELECT email FROM users.users --",
                    "'||pg_sleep(5)||'",
                    "1; SELECT pg_sleep(5)",
                    "\\'; DELETE FROM workshops.workshop; --",
                    "$1::text); --",
                    "%' ESCAPE '!",
                    "a' & !b:* | (c <-> d",
                    "/* */ OR 1=1 #");

    /** Parameters, and whether any text is allowed in them. */
    private static final Map<String, Boolean> PARAMETERS_OF_WORKSHOPS =
            Map.ofEntries(
                    Map.entry("q", true),
                    Map.entry("from", false),
                    Map.entry("to", false),
                    Map.entry("format", false),
                    Map.entry("status", false),
                    Map.entry("organizer", false),
                    Map.entry("requires", false),
                    Map.entry("meets", false),
                    Map.entry("hasSeats", false),
                    Map.entry("sort", false),
                    Map.entry("eligible", false),
                    Map.entry("limit", false),
                    Map.entry("cursor", false));

    private final Company company = new Company();
    private final Person ada = company.registered("Ada");
    private final Person admin = company.running().admin("Admin " + company.run());

    private Answer workshop;
    private String tables;

    @BeforeAll
    void workshop() {
        workshop = company.published(ada);
        tables = tables();
    }

    @AfterAll
    void everythingIsStillThere() {
        assertThat(tables()).isEqualTo(tables);
        assertThat(ada.workshop(workshop.id()).expect(200).text("status")).isEqualTo("PUBLISHED");
    }

    private Stream<Arguments> queries() {
        return Stream.of(
                        PARAMETERS_OF_WORKSHOPS.entrySet().stream()
                                .map(it -> query(ada, WORKSHOPS, it.getKey(), it.getValue())),
                        Stream.of("status", "when", "limit", "cursor")
                                .map(name -> query(ada, ME + "/participations", name, false)),
                        Stream.of("status", "limit", "cursor")
                                .map(name -> query(ada, below("/participants"), name, false)),
                        Stream.of("limit", "cursor")
                                .map(name -> query(ada, below("/organizers"), name, false)),
                        Stream.of("limit", "cursor")
                                .map(name -> query(admin, "/api/v1/users", name, false)),
                        Stream.of(query(admin, "/api/v1/users", "q", true)))
                .flatMap(queries -> queries)
                .flatMap(query -> SQL.stream().map(sql -> arguments(query, sql)));
    }

    private record Query(Person caller, String path, String parameter, boolean anyText) {}

    private static Query query(Person caller, String path, String parameter, boolean anyText) {
        return new Query(caller, path, parameter, anyText);
    }

    private static Arguments arguments(Query query, String sql) {
        return Arguments.of(query.path(), query.parameter(), sql, query);
    }

    @ParameterizedTest(name = "{0}?{1}={2}")
    @MethodSource("queries")
    void sqlInTheQueryIsNoSql(String path, String parameter, String sql, Query query) {
        String encoded = URLEncoder.encode(sql, StandardCharsets.UTF_8);
        long start = System.nanoTime();

        Answer answer = Leaks.none(query.caller().get(path + "?" + parameter + "=" + encoded));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NOBODY_SLEPT);
        if (query.anyText()) {
            answer.expect(200);
        } else if (parameter.equals("cursor")) {
            answer.expectProblem(400, "invalid-cursor");
        } else {
            assertThat(pointers(answer.expectProblem(400, "invalid-request")))
                    .containsExactly("/" + parameter);
        }
    }

    private static Stream<String> sql() {
        return SQL.stream();
    }

    @ParameterizedTest
    @MethodSource("sql")
    void sqlInTextIsKeptAsItIs(String sql) {
        Map<String, Object> document =
                with(with(company.document(ada), "title", sql), "description", sql);

        Answer drafted = Leaks.none(ada.send("POST", WORKSHOPS, document)).expect(201);

        assertThat(ada.workshop(drafted.id()).text("title")).isEqualTo(sql);
        assertThat(ada.workshop(drafted.id()).text("description")).isEqualTo(sql);
    }

    @ParameterizedTest
    @MethodSource("sql")
    void sqlInANameIsKeptAsItIsAndIsFoundAsItIs(String sql) {
        String name = sql + " " + company.run();
        ada.send("PUT", ME, with(ada.profile(), "displayName", name), "If-Match", "*").expect(200);

        String query = URLEncoder.encode(name, StandardCharsets.UTF_8);
        Answer found = Leaks.none(admin.get("/api/v1/users?q=" + query)).expect(200);

        assertThat(found.body().get("items").findValuesAsString("displayName"))
                .containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\"})
    void wildcardsFindThemselvesAlone(String wildcard) {
        String query = URLEncoder.encode(wildcard + company.run(), StandardCharsets.UTF_8);

        assertThat(admin.get("/api/v1/users?q=" + query).expect(200).body().get("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "code, requirements/0/code",
        "kind, requirements/0/kind",
        "broughtBy, requirements/0/broughtBy"
    })
    void sqlInARequirementIsNamed(String member, String pointer) {
        Map<String, Object> requirement =
                with(Map.of("code", "laptop"), member, "laptop'; DROP TABLE x; --");

        Answer answer =
                refused(
                        ada.send(
                                "POST",
                                WORKSHOPS,
                                with(company.document(ada), "requirements", List.of(requirement))),
                        400,
                        "invalid-request");

        assertThat(pointers(answer)).containsExactly("/" + pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"' OR '1'='1", "1 OR 1=1", "0197a000-0000-7000-8000-000000000000'--"})
    void sqlInAPathIsNothingThatThereIs(String sql) {
        String encoded = URLEncoder.encode(sql, StandardCharsets.UTF_8).replace("+", "%20");

        refused(ada.get(WORKSHOPS + "/" + encoded), 404, "not-found");
        refused(ada.get("/api/v1/users/" + encoded), 404, "not-found");
        refused(ada.get(WORKSHOPS + "/" + encoded + "/seats"), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "reason, x%0D%0ASet-Cookie:%20a%3Db",
        "reason, x%0ASet-Cookie:%20a%3Db",
        "reason, x%00"
    })
    void lineBreaksInAReasonAreNamed(String parameter, String value) {
        Person guest = company.registered("Guest");
        Answer seat = guest.signUp(workshop.id(), List.of()).expect(201);
        String path = below("/participants/" + seat.id() + "?" + parameter + "=" + value);

        Answer answer = refused(guest.send("DELETE", path, null), 400, "invalid-request");

        assertThat(pointers(answer)).containsExactly("/" + parameter);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(guest.participation(seat).text("status")).isEqualTo("ENROLLED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/workshops?q=a%0D%0AX-Injected:%201",
                "/api/v1/workshops?q=a&x%0D%0AX-Injected:%201=b",
                "/api/v1/workshops/a%0D%0AX-Injected:%201"
            })
    void lineBreaksInAnAddressMakeNoHeader(String path) {
        Answer answer = Leaks.none(ada.get(path));

        assertThat(answer.status()).isIn(200, 400, 404);
        assertThat(answer.header("X-Injected")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Forwarded-Host: evil.example", "Forwarded: host=evil.example;proto=http"})
    void forwardedHostIsInNoAnswer(String header) {
        String name = header.replaceAll(":.*", "");
        String value = header.replaceAll(".*?: ", "");

        Answer answer = ada.send("POST", WORKSHOPS, company.document(ada), name, value).expect(201);

        assertThat(answer.header("Location")).isEqualTo(WORKSHOPS + "/" + answer.id());
        assertThat(answer.response().headers().map() + answer.response().body())
                .doesNotContain("evil.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void methodIsTheOneInTheRequestLine(String header) {
        String draft = company.draft(ada);

        ada.send("GET", WORKSHOPS + "/" + draft, null, header, "DELETE").expect(200);
        refused(
                ada.send("POST", WORKSHOPS + "/" + draft, null, header, "DELETE"),
                405,
                "method-not-allowed");

        ada.workshop(draft).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a key", "a\tb", "", "x,y z"})
    void idempotencyKeyIsOneWord(String key) {
        Answer answer =
                refused(
                        ada.send("POST", WORKSHOPS, company.document(ada), "Idempotency-Key", key),
                        400,
                        "invalid-request");

        assertThat(pointers(answer)).containsExactly("/Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\".\"",
                "\"",
                "\"\"",
                "W/\"1\"",
                "1",
                "\"1' OR '1'='1\"",
                "\"99999999999999999999\"",
                "<*>",
                "\"*\"",
                ",,,"
            })
    void tagThatIsNoneMatchesNothing(String tag) {
        String path = WORKSHOPS + "/" + workshop.id();

        refused(
                ada.send("PUT", path, company.document(ada), "If-Match", tag),
                412,
                "precondition-failed");
        refused(ada.send("PUT", ME, ada.profile(), "If-Match", tag), 412, "precondition-failed");
        Leaks.none(ada.send("GET", path, null, "If-None-Match", tag)).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "'; DROP TABLE x; --",
                "00-x-y-z"
            })
    void traceThatIsNoneIsReplaced(String trace) {
        Answer answer =
                refused(
                        ada.send("GET", WORKSHOPS + "/no-id", null, "traceparent", trace),
                        404,
                        "not-found");

        assertThat(answer.text("traceId")).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
    }

    @ParameterizedTest
    @CsvSource({
        "Accept, <script>, 406, not-acceptable",
        "Accept, image/png, 406, not-acceptable",
        "Content-Type, <script>, 415, unsupported-media-type",
        "Content-Type, application/x-www-form-urlencoded, 415, unsupported-media-type",
        "Content-Type, multipart/form-data, 415, unsupported-media-type"
    })
    void formThatThereIsNotIsRefused(String header, String value, int status, String slug) {
        Answer answer =
                header.equals("Accept")
                        ? ada.send("GET", WORKSHOPS, null, header, value)
                        : ada.sendRaw("POST", WORKSHOPS, value, "{\"title\":\"A\"}");

        refused(answer, status, slug);
    }

    @Test
    void secretInAHeaderDoesNotOpenAnotherAddress() {
        String url = ada.send("POST", ME + "/calendar-link", null).expect(201).text("url");
        String secret = url.replaceAll(".*/|\\.ics", "");
        Person nobody = new Person("Nobody", "", company.running().platform().gateway());

        nobody.get(url).expect(200);
        Answer other =
                nobody.send("GET", "/api/v1/calendars/x.ics", null, "Calendar-Secret", secret);
        assertThat(Leaks.none(other).expect(404).body().toString()).doesNotContain(secret);
    }

    private String below(String path) {
        return WORKSHOPS + "/" + workshop.id() + path;
    }

    /** All tables of the services. */
    private String tables() {
        return company.running()
                .database()
                .rows(
                        """
                        SELECT schemaname || '.' || tablename
                          FROM pg_tables
                         WHERE schemaname IN ('users', 'workshops', 'enrollments')
                           AND tablename NOT LIKE 'event_log%'
                         ORDER BY 1
                        """)
                .toString();
    }
}
