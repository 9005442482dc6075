package dev.atelier.workshop.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Answer;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.RealServiceTest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Walks through the list while others add, change, move and delete workshops on connections of
 * their own. Many workshops share a start, a title or a rank, so that the id has to decide between
 * them.
 */
@RealServiceTest
class WalkTest {

    private static final int PAGE = 3;

    /** How many changes the others make for each page. */
    private static final int CHANGES_PER_PAGE = 12;

    /** A walk that never gets past those who overtake it is given up. */
    private static final int MAX_PAGES = 1_000;

    @Autowired Api api;

    private Person ada;
    private Meanwhile meanwhile;

    @BeforeEach
    void register() {
        ada = api.registered("Ada");
    }

    @AfterEach
    void stop() {
        meanwhile.close();
    }

    @ParameterizedTest
    @CsvSource({
        "startsAt, 1",
        "startsAt, 2",
        "-startsAt, 3",
        "-startsAt, 4",
        "title, 5",
        "title, 6",
        "relevance, 7",
        "relevance, 8"
    })
    void repeatsNothingAndMissesNothingThatStayedInItsPlace(String sort, long seed) {
        List<UUID> seen = walk(new ByCursor(sort), Meanwhile.Order.of(sort), seed);

        assertThat(flaws(seen)).as("seed %d", seed).isEmpty();
    }

    /** Each of these leaves out one thing that makes the walk whole, and is caught by its flaws. */
    @ParameterizedTest
    @EnumSource(Naive.class)
    void naiveWalkRepeatsOrMisses(Naive naive) {
        List<UUID> seen = walk(new ByStatement(naive), Meanwhile.Order.START, 1);

        assertThat(flaws(seen)).anyMatch(flaw -> flaw.startsWith(naive.flaw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"startsAt", "title", "relevance"})
    void showsWhatHasMovedInTheNextWalk(String sort) {
        walk(new ByCursor(sort), Meanwhile.Order.of(sort), 9);
        meanwhile.close();

        assertThat(walk(new ByCursor(sort), () -> {}))
                .containsExactlyInAnyOrderElementsOf(meanwhile.all());
    }

    private List<UUID> walk(Pages pages, Meanwhile.Order order, long seed) {
        meanwhile = new Meanwhile(ada.id(), order, seed);
        return walk(pages, () -> meanwhile.allow(CHANGES_PER_PAGE));
    }

    private static List<UUID> walk(Pages pages, Runnable betweenPages) {
        List<UUID> seen = new ArrayList<>();
        for (int page = 0; page < MAX_PAGES && pages.next(seen); page++) {
            betweenPages.run();
        }
        return seen;
    }

    private List<String> flaws(List<UUID> seen) {
        Set<UUID> distinct = new HashSet<>();
        Stream<String> repeated =
                seen.stream().filter(id -> !distinct.add(id)).map(id -> "repeats " + id);
        Set<UUID> once = Set.copyOf(seen);
        Stream<String> missed =
                meanwhile.stayed().stream()
                        .filter(id -> !once.contains(id))
                        .map(id -> "misses " + id);
        return Stream.concat(repeated, missed).toList();
    }

    /** A way to read a list page by page. */
    private interface Pages {

        /** Reads the next page into what has been seen, and says whether there may be another. */
        boolean next(List<UUID> seen);
    }

    /** As clients do it. */
    private final class ByCursor implements Pages {

        private final String list;
        private String cursor = "";

        ByCursor(String sort) {
            list =
                    "%s?limit=%d&organizer=%s&sort=%s&q=%s"
                            .formatted(Api.WORKSHOPS, PAGE, ada.id(), sort, Meanwhile.WORD);
        }

        @Override
        public boolean next(List<UUID> seen) {
            Answer page = ada.get(list + cursor);
            assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
            page.body()
                    .get("items")
                    .forEach(item -> seen.add(UUID.fromString(item.get("id").asString())));
            cursor = "&cursor=" + page.text("/next");
            return !page.body().get("next").isNull();
        }
    }

    private enum Naive {
        OFFSET("misses", "true", "OFFSET %1$d"),
        WITHOUT_TIE_BREAKER("misses", "w.starts_at > '%2$s'", ""),
        FORGETTING_WHEN_IT_BEGAN("repeats", "(w.starts_at, w.id) > ('%2$s', '%3$s')", "");

        private static final String SELECT =
                """
                SELECT w.id, w.starts_at::text
                  FROM workshop w
                 WHERE w.id IN (SELECT workshop_id FROM organizer WHERE user_id = '%4$s')
                   AND {beyond}
                 ORDER BY w.starts_at, w.id
                 LIMIT %5$d {offset}
                """;

        private final String flaw;
        private final String select;

        Naive(String flaw, String beyond, String offset) {
            this.flaw = flaw;
            this.select = SELECT.replace("{beyond}", beyond).replace("{offset}", offset);
        }
    }

    private final class ByStatement implements Pages {

        private final Naive naive;
        private String lastStart = "-infinity";
        private UUID lastId = new UUID(0, 0);

        ByStatement(Naive naive) {
            this.naive = naive;
        }

        @Override
        public boolean next(List<UUID> seen) {
            int before = seen.size();
            String select = naive.select.formatted(before, lastStart, lastId, ada.id(), PAGE);
            try (Connection connection = Meanwhile.connect();
                    ResultSet rows = connection.createStatement().executeQuery(select)) {
                while (rows.next()) {
                    lastId = rows.getObject(1, UUID.class);
                    lastStart = rows.getString(2);
                    seen.add(lastId);
                }
            } catch (SQLException exception) {
                throw new IllegalStateException(select, exception);
            }
            return seen.size() == before + PAGE;
        }
    }
}
