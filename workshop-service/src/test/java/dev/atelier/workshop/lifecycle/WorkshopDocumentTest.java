package dev.atelier.workshop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.InputError;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.Content;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Waitlist;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class WorkshopDocumentTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void titleIsEnoughForADraft() {
        Content content = content("{'title': 'Raku firing'}");

        assertThat(content.topic().language()).isEqualTo("en");
        assertThat(content.seating().waitlist()).isEqualTo(Waitlist.DEFAULT);
        assertThat(content.seating().minParticipants()).isZero();
        assertThat(content.requirements()).isEmpty();
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThat(
                        wrong(
                                """
                                {'title': ' ', 'language': '!', 'format': 'FLYING',
                                 'onlineUrl': 'ftp://a.example', 'startsAt': 'tomorrow',
                                 'timeZone': 'Europe/Atlantis', 'capacity': 0,
                                 'minParticipants': -1,
                                 'waitlist': {'mode': 'LOTTERY', 'offerTtl': 'soon'},
                                 'requirements': [{'code': 'Java!', 'kind': 'WISH'}]}
                                """))
                .containsExactlyInAnyOrder(
                        "/title",
                        "/language",
                        "/format",
                        "/onlineUrl",
                        "/startsAt",
                        "/timeZone",
                        "/capacity",
                        "/minParticipants",
                        "/waitlist/mode",
                        "/waitlist/offerTtl",
                        "/requirements/0/code",
                        "/requirements/0/kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    'title': null                                           | /title
                    'summary': 'a\\u0000b'                                  | /summary
                    'description': 'a\\ud800b'                              | /description
                    'title': '\\udc00'                                      | /title
                    'language': ''                                          | /language
                    'language': 'en_US_x'                                   | /language
                    'onlineUrl': 'not a url'                                | /onlineUrl
                    'onlineUrl': 'https:///path'                            | /onlineUrl
                    'onlineUrl': '/relative'                                | /onlineUrl
                    'startsAt': '2027-03-01'                                | /startsAt
                    'startsAt': '1999-12-31T23:59:59Z'                      | /startsAt
                    'startsAt': '+12027-03-01T09:00:00Z'                    | /startsAt
                    'timeZone': '+01:00'                                    | /timeZone
                    'timeZone': 'CEST'                                      | /timeZone
                    'capacity': 100001                                      | /capacity
                    'capacity': 5, 'minParticipants': 6                     | /minParticipants
                    'minParticipants': 100001                               | /minParticipants
                    'waitlist': {'offerTtl': 'PT0S'}                        | /waitlist/offerTtl
                    'waitlist': {'offerTtl': 'PT-1H'}                       | /waitlist/offerTtl
                    'waitlist': {'offerTtl': 'PT1.5S'}                      | /waitlist/offerTtl
                    'waitlist': {'offerTtl': 'P31D'}                        | /waitlist/offerTtl
                    'requirements': [null]                                  | /requirements/0/code
                    'requirements': [{'code': 'a'}]                         | /requirements/0/code
                    'requirements': [{'code': 'a--b'}]                      | /requirements/0/code
                    'requirements': [{'code': 'ab'}, {'code': 'ab'}]        | /requirements/1/code
                    'requirements': [{'code': 'ab', 'audience': 'ALL'}]     | /requirements/0/audience
                    'requirements': [{'code': 'ab', 'broughtBy': 'me'}]     | /requirements/0/broughtBy
                    'startsAt': '2027-03-01T09:00:00Z', 'endsAt': '2027-03-01T09:00:00Z' | /endsAt
                    'startsAt': '2027-03-01T09:00:00Z', 'enrollmentOpensAt': '2027-03-01T09:00:00Z' | /enrollmentOpensAt
                    'startsAt': '2027-03-01T09:00:00Z', 'enrollmentClosesAt': '2027-03-01T09:00:01Z' | /enrollmentClosesAt
                    'enrollmentOpensAt': '2027-03-01T09:00:00Z', 'enrollmentClosesAt': '2027-03-01T09:00:00Z' | /enrollmentClosesAt
                    """,
            quoteCharacter = '`')
    void pointsAtTheOneThingThatIsWrong(String member, String pointer) {
        String title = member.contains("'title'") ? "" : "'title': 'Raku', ";

        assertThat(wrong("{" + title + member + "}")).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource({"title, 200", "summary, 500", "description, 10000", "venue, 500"})
    void limitsLengthInCharactersAndNotInCodeUnits(String field, int limit) {
        String longest = "\ud83c\udfa8".repeat(limit);

        assertThat(wrong(withTitle(field, longest))).isEmpty();
        assertThat(wrong(withTitle(field, longest + "x"))).containsExactly("/" + field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'startsAt': '2027-03-01T10:00:00+01:00'",
                "'startsAt': '2027-03-01T09:00:00Z', 'enrollmentClosesAt': '2027-03-01T09:00:00Z'",
                "'timeZone': 'America/Argentina/Buenos_Aires'",
                "'language': 'zh-Hant-TW'",
                "'waitlist': {'mode': 'OFFER', 'offerTtl': 'P30D'}",
                "'capacity': 5, 'minParticipants': 5",
                "'requirements': [{'code': 'ab'}, {'code': 'ab', 'audience': 'ORGANIZER'}]"
            })
    void acceptsWhatIsJustWithinTheRules(String member) {
        assertThat(wrong("{'title': 'Raku', " + member + "}")).isEmpty();
    }

    @Test
    void takesAtMostFiftyRequirements() {
        assertThat(wrong(requirements(50))).isEmpty();
        assertThat(wrong(requirements(51))).containsExactly("/requirements");
    }

    @Test
    void letsOnlyItsOrganizersBringRequirementsAlong() {
        OrganizerId organizer = OrganizerId.next();
        WorkshopDocument document =
                document(
                        "{'title': 'Raku', 'requirements': [{'code': 'ab', 'broughtBy': '%s'}]}"
                                .formatted(organizer.value()));

        assertThat(document.content(Set.of(organizer)).requirements().getFirst().broughtBy())
                .isEqualTo(organizer);
        assertThat(wrong(document)).containsExactly("/requirements/0/broughtBy");
    }

    private static String requirements(int count) {
        return "{'title': 'Raku', 'requirements': [%s]}"
                .formatted(
                        IntStream.range(0, count)
                                .mapToObj("{'code': 'code-%d'}"::formatted)
                                .collect(Collectors.joining(",")));
    }

    private static String withTitle(String field, String value) {
        return field.equals("title")
                ? "{'title': '%s'}".formatted(value)
                : "{'title': 'Raku', '%s': '%s'}".formatted(field, value);
    }

    private static Content content(String document) {
        return document(document).content(Set.of());
    }

    private static List<String> wrong(String document) {
        return wrong(document(document));
    }

    private static List<String> wrong(WorkshopDocument document) {
        try {
            document.content(Set.of());
            return List.of();
        } catch (RefusedException refused) {
            return ((InvalidRequest) refused.refusal())
                    .errors().stream().map(InputError::pointer).toList();
        }
    }

    /** With single quotes, for the eye. */
    private static WorkshopDocument document(String json) {
        return JSON.readValue(json.replace('\'', '"'), WorkshopDocument.class);
    }
}
