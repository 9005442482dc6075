package dev.atelier.workshop.finding;

import static dev.atelier.workshop.Api.WORKSHOPS;
import static dev.atelier.workshop.Api.problem;
import static dev.atelier.workshop.Samples.START;
import static dev.atelier.workshop.Samples.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.common.paging.Cursor;
import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Answer;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.OtherServices;
import dev.atelier.workshop.RealServiceTest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Each test has an organizer of its own and looks among that one's workshops only. */
@RealServiceTest
class FindingTest {

    @Autowired Api api;
    @Autowired OtherServices others;

    private Person ada;

    @BeforeEach
    void register() {
        ada = api.registered("Ada");
    }

    @Test
    void listsPublishedWorkshopsBySoonestStart() {
        String later = ada.published(startingIn(3, "Later"));
        String sooner = ada.published(startingIn(1, "Sooner"));
        ada.draft(startingIn(2, "Not yet"));

        assertThat(found(api.stranger(), "")).containsExactly(sooner, later);
        assertThat(found(api.stranger(), "&sort=-startsAt")).containsExactly(later, sooner);
    }

    @Test
    void showsEachWorkshopAsReadingDoes() {
        String id = ada.published(complete("Raku firing"));

        Answer list = ada.get(WORKSHOPS + "?organizer=" + ada.id());

        assertThat(list.body().at("/items/0")).isEqualTo(ada.read(id).body());
        assertThat(list.body().get("next").isNull()).isTrue();
    }

    @Test
    void showsDraftsToTheirOrganizersOnly() {
        String undated = ada.draft(Map.of("title", "An idea"));
        String published = ada.published(complete("Raku firing"));

        assertThat(ids(ada.get(WORKSHOPS + "?organizer=me"))).containsExactly(published, undated);
        assertThat(ids(ada.get(WORKSHOPS + "?organizer=me&status=DRAFT"))).containsExactly(undated);
        assertThat(found(ada, "")).containsExactly(published);
        assertThat(found(ada, "&status=DRAFT")).containsExactly(undated);
        assertThat(found(api.admin(), "&status=DRAFT")).containsExactly(undated);
        assertThat(found(api.stranger(), "&status=DRAFT,PUBLISHED")).containsExactly(published);
    }

    @Test
    void findsByStart() {
        String first = ada.published(startingIn(1, "First"));
        String second = ada.published(startingIn(2, "Second"));

        String day = START.plus(2, ChronoUnit.DAYS).toString();
        ada.draft(Map.of("title", "Some day"));
        String all = "&status=DRAFT,PUBLISHED";
        assertThat(found(ada, all + "&from=" + day)).containsExactly(second);
        assertThat(found(ada, all + "&to=" + day)).containsExactly(first);
    }

    @Test
    void findsByFormatAndRequirements() {
        String onsite = ada.published(complete("Onsite"));
        Map<String, Object> online = complete("Online", "format", "ONLINE");
        online.put("onlineUrl", "https://meet.example");
        online.put(
                "requirements",
                List.of(
                        Map.of("code", "java-basics"),
                        Map.of("code", "webcam", "mandatory", false),
                        Map.of("code", "charm", "audience", "ORGANIZER")));
        String remote = ada.published(online);

        assertThat(found(ada, "&format=ONLINE")).containsExactly(remote);
        assertThat(found(ada, "&format=ONLINE,ONSITE")).containsExactlyInAnyOrder(onsite, remote);
        assertThat(found(ada, "&requires=laptop")).containsExactly(onsite);
        assertThat(found(ada, "&meets=laptop")).containsExactly(onsite);
        assertThat(found(ada, "&meets=laptop,java-basics"))
                .containsExactlyInAnyOrder(onsite, remote);
        assertThat(found(ada, "&meets=")).isEmpty();
    }

    @Test
    void findsThoseWithFreeSeats() {
        String full = ada.published(complete("Full"));
        String free = ada.published(complete("Free"));
        others.seatsChanged(full, 1, 12, 12);

        await().until(() -> found(ada, "&hasSeats=true").equals(List.of(free)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    en | Throwing pots on wheels     | throw a pot
                    de | Töpfern mit großen Scheiben | große Scheibe
                    fr | Les céramiques émaillées    | céramique
                    ja | raku                        | raku
                    en | The wheel                   | wheel -kiln
                    """)
    void findsWordsInAnyFormThatTheLanguageGivesThem(String language, String title, String words) {
        String id = ada.published(complete(title, "language", language));
        ada.published(complete("Something else"));

        assertThat(search(words, "startsAt")).containsExactly(id);
    }

    @Test
    void leavesOutWhatIsExcludedInTheWorkshopsOwnLanguage() {
        ada.published(complete("Java for beginners"));

        assertThat(search("java -beginner", "startsAt")).isEmpty();
        assertThat(search("the", "startsAt")).isEmpty();
    }

    @Test
    void ranksByRelevanceAndPages() {
        String inSummary = ada.published(complete("Firing", "summary", "a kiln"));
        String inTitle = ada.published(complete("The kiln, a kiln"));

        assertThat(search("kiln", "relevance")).containsExactly(inTitle, inSummary);
        assertThat(walk("&q=kiln&sort=relevance", 1)).containsExactly(inTitle, inSummary);
    }

    @Test
    void sortsByTitleWithoutRegardToCase() {
        List<String> ids =
                List.of("alpha\nbeta", "Beta \\ one", "éclair").stream()
                        .map(title -> ada.published(complete(title)))
                        .toList();

        assertThat(found(ada, "&sort=title")).isEqualTo(ids);
        assertThat(walk("&sort=title", 1)).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource({
        "sort=price, /sort",
        "sort=relevance, /sort",
        "from=tomorrow, /from",
        "to=2027-13-01T00:00:00Z, /to",
        "format=FLYING, /format",
        "format=, /format",
        "status=published, /status",
        "organizer=nobody, /organizer",
        "requires=Java!, /requires",
        "'meets=java,', /meets",
        "hasSeats=maybe, /hasSeats",
        "q=\\0, /q",
        "limit=0, /limit"
    })
    void refusesMalformedFilter(String query, String pointer) {
        String name = query.substring(0, query.indexOf('='));
        String value = query.substring(name.length() + 1).translateEscapes();

        Answer answer = ada.get(WORKSHOPS + "?" + name + "={value}", value);

        assertThat(problem(answer, 400, "invalid-request").at("/errors/0/pointer").asString())
                .isEqualTo(pointer);
    }

    @Test
    void namesEveryMalformedFilterAtOnce() {
        Answer answer = ada.get(WORKSHOPS + "?from=x&to=y&sort=z");

        assertThat(
                        problem(answer, 400, "invalid-request")
                                .at("/errors")
                                .findValuesAsString("pointer"))
                .containsExactly("/from", "/to", "/sort");
    }

    @Test
    void refusesCursorOfAnotherListAndOneMadeUp() {
        publishMany(new Random(1), 2);
        String own = WORKSHOPS + "?limit=1&organizer=" + ada.id();
        String cursor = ada.get(own).text("/next");
        Cursor honest = Cursor.decode(cursor);

        problem(ada.get(own + "&sort=title&cursor=" + cursor), 400, "invalid-cursor");
        String key = honest.key().get(0);
        String id = honest.key().get(1);
        String began = honest.key().get(2);
        String reach = honest.key().get(3);
        List.of(
                        List.of("9999-99-99T00:00:00Z", id, began, reach),
                        List.of("\0", id, began, reach),
                        List.of(key, "1", began, reach),
                        List.of(key, id, "now", reach),
                        List.of(key, id, began, "infinity/now"),
                        List.of(key, id))
                .forEach(
                        parts ->
                                problem(
                                        ada.get(
                                                own
                                                        + "&cursor="
                                                        + new Cursor(honest.list(), parts)
                                                                .encode()),
                                        400,
                                        "invalid-cursor"));
        String odd = new Cursor(honest.list(), List.of(key, id, "9:1:7,3", reach)).encode();
        assertThat(ada.get(own + "&cursor=" + odd).status()).isEqualTo(200);
    }

    private List<String> publishMany(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> startingIn(random.nextInt(3), "Title " + random.nextInt(3)))
                .map(ada::published)
                .toList();
    }

    private static Map<String, Object> startingIn(int days, String title) {
        Map<String, Object> workshop = complete(title);
        workshop.put("startsAt", START.plus(days, ChronoUnit.DAYS).toString());
        workshop.put("endsAt", START.plus(days + 1, ChronoUnit.DAYS).toString());
        return workshop;
    }

    private List<String> search(String words, String sort) {
        return ids(
                ada.get(
                        WORKSHOPS + "?organizer={organizer}&sort={sort}&q={words}",
                        ada.id(),
                        sort,
                        words));
    }

    private List<String> found(Person person, String filters) {
        return ids(person.get(WORKSHOPS + "?organizer=" + ada.id() + filters));
    }

    /** Everything from the first page to the last. */
    private List<String> walk(String filters, int limit) {
        String list = WORKSHOPS + "?limit=" + limit + "&organizer=" + ada.id() + filters;
        List<String> walked = new ArrayList<>();
        Answer page = ada.get(list);
        walked.addAll(ids(page));
        while (!page.body().get("next").isNull()) {
            page = ada.get(list + "&cursor=" + page.text("/next"));
            walked.addAll(ids(page));
        }
        return walked;
    }

    private static List<String> ids(Answer page) {
        assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
        return page.body()
                .get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }
}
