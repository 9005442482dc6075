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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** Text that is odd is kept as it is, or refused by name; nothing in between. */
@TestInstance(Lifecycle.PER_CLASS)
class OddTextIT {

    private static final String COMBINING_ACUTE = "\u0301";
    private static final String ASTRAL = "\uD834\uDD1E";

    /** No encoding can carry half of a pair, but an escape can. */
    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Company company = new Company();
    private final Person ada = company.registered("Ada");

    /** Text that is short enough everywhere. */
    enum Odd {
        NUL("a\0b", false),
        HALF_OF_A_PAIR("a\uD800b", false),
        OTHER_HALF_OF_A_PAIR("a\uDC00b", false),
        PAIR_IN_WRONG_ORDER("\uDD1E\uD834", false),
        RIGHT_TO_LEFT_OVERRIDE("safe\u202Egpj.exe", true),
        ISOLATES("\u2067abc\u2069", true),
        STORM_OF_COMBINING_MARKS("Z" + COMBINING_ACUTE.repeat(90), true),
        FOUR_BYTES("\uD83E\uDDF6 " + ASTRAL, true),
        FAMILY("\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67", true),
        LAST_OF_ALL("a\uDBFF\uDFFD", true),
        NO_CHARACTER("a\uFFFEb", true),
        BYTE_ORDER_MARK("a\uFEFFb", true),
        DECOMPOSED("e" + COMBINING_ACUTE, true),
        MARKUP("<script>alert(1)</script>&amp;\"'`", true),
        FORMULA("=HYPERLINK(\"http://x\")", true),
        TEMPLATE("${jndi:ldap://x} #{7*7} {{7*7}} %s %n", true);

        private final String text;
        private final boolean kept;

        Odd(String text, boolean kept) {
            this.text = text;
            this.kept = kept;
        }
    }

    private static Stream<Arguments> ofWorkshops() {
        return Stream.of("title", "summary", "description", "venue")
                .flatMap(
                        member ->
                                Arrays.stream(Odd.values()).map(odd -> Arguments.of(odd, member)));
    }

    @ParameterizedTest
    @MethodSource("ofWorkshops")
    void workshopKeepsItOrNamesIt(Odd odd, String member) {
        Map<String, Object> document = with(company.document(ada), member, odd.text);
        Answer drafted = Leaks.none(send(ada, "POST", WORKSHOPS, document));

        if (odd.kept) {
            assertThat(ada.workshop(drafted.expect(201).id()).text(member)).isEqualTo(odd.text);
        } else {
            assertThat(pointers(refused(drafted, 400, "invalid-request")))
                    .containsExactly("/" + member);
        }
    }

    @ParameterizedTest
    @EnumSource
    void profileKeepsItOrNamesIt(Odd odd) {
        Person person = company.registered(odd.name());
        Answer saved =
                Leaks.none(
                        send(
                                person,
                                "PUT",
                                ME,
                                with(person.profile(), "displayName", odd.text),
                                "If-Match",
                                "*"));

        if (odd.kept) {
            saved.expect(200);
            assertThat(person.me().text("displayName")).isEqualTo(odd.text);
        } else {
            assertThat(pointers(refused(saved, 400, "invalid-request")))
                    .containsExactly("/displayName");
            assertThat(person.me().text("displayName")).isEqualTo(person.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    void reasonOfCancellationKeepsItOrNamesIt(Odd odd) {
        Answer workshop = company.published(ada);
        Map<String, Object> reason = Map.of("reason", odd.text);
        String path = WORKSHOPS + "/" + workshop.id() + "/cancel";
        Answer cancelled = Leaks.none(send(ada, "POST", path, reason));

        if (odd.kept) {
            assertThat(cancelled.expect(200).body().at("/cancellation/reason").asString())
                    .isEqualTo(odd.text);
        } else {
            assertThat(pointers(refused(cancelled, 400, "invalid-request")))
                    .containsExactly("/reason");
            assertThat(ada.workshop(workshop.id()).text("status")).isEqualTo("PUBLISHED");
        }
    }

    @ParameterizedTest
    @EnumSource
    void searchFindsNothingOrNamesIt(Odd odd) {
        String query = URLEncoder.encode(odd.text, StandardCharsets.UTF_8);
        Answer found = Leaks.none(ada.get(WORKSHOPS + "?limit=1&q=" + query));

        if (found.status() != 200) {
            assertThat(pointers(refused(found, 400, "invalid-request"))).containsExactly("/q");
        }
    }

    @ParameterizedTest
    @CsvSource({"title, 200", "summary, 500", "description, 10000", "venue, 500"})
    void workshopTakesAsManyCharactersAsItSaysWhateverTheirBytes(String member, int most) {
        Map<String, Object> document = company.document(ada);
        Map<String, Object> longest = with(document, member, ASTRAL.repeat(most));
        Map<String, Object> longer = with(document, member, ASTRAL.repeat(most + 1));

        assertThat(ada.send("POST", WORKSHOPS, longest).expect(201).text(member))
                .isEqualTo(ASTRAL.repeat(most));
        assertThat(pointers(refused(ada.send("POST", WORKSHOPS, longer), 400, "invalid-request")))
                .containsExactly("/" + member);
    }

    @Test
    void nameTakesAHundredCharactersWhateverTheirBytes() {
        Person person = company.registered("Long");
        Map<String, Object> longest =
                with(person.profile(), "displayName", "a" + COMBINING_ACUTE.repeat(99));
        Map<String, Object> longer =
                with(person.profile(), "displayName", "a" + COMBINING_ACUTE.repeat(100));

        person.send("PUT", ME, longest, "If-Match", "*").expect(200);
        refused(person.send("PUT", ME, longer, "If-Match", "*"), 400, "invalid-request");
    }

    @Test
    void nameMustShowSomething() {
        for (String nothing :
                new String[] {"", " ", "\u200B", "\u2060\u00AD", "\u3164\0", "\u00A0"}) {
            refused(
                    ada.send(
                            "PUT",
                            ME,
                            with(ada.profile(), "displayName", nothing),
                            "If-Match",
                            "*"),
                    400,
                    "invalid-request");
        }
    }

    private static Answer send(
            Person person, String method, String path, Object body, String... headers) {
        String json = ESCAPING.writeValueAsString(body);
        return person.sendRaw(method, path, "application/json", json, headers);
    }
}
