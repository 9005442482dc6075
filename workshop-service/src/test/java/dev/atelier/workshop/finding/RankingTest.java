package dev.atelier.workshop.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Answer;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.RealServiceTest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** More workshops have the word than are ranked. */
@RealServiceTest
class RankingTest {

    private static final int RANKED = 2_000;

    /** One an hour, from {@code %2$d} on, as many as {@code %3$d}. */
    private static final String ADD =
            """
            WITH added AS (
                INSERT INTO workshop (id, version, status, title, summary, language, starts_at,
                                      ends_at, min_participants, waitlist_mode, offer_ttl_seconds,
                                      created_at, updated_at)
                SELECT gen_random_uuid(), 1, 'PUBLISHED', '%4$s', 'kiln', 'en', starts_at,
                       starts_at + interval '1 hour', 0, 'AUTO', 60, now(), now()
                  FROM generate_series(%2$d, %2$d + %3$d - 1) AS hours
                 CROSS JOIN LATERAL (SELECT now() + hours * interval '1 hour') AS at (starts_at)
                RETURNING id)
            INSERT INTO organizer (id, workshop_id, user_id, role, status, since)
            SELECT gen_random_uuid(), id, '%1$s', 'LEAD', 'ACTIVE', now() FROM added
            """;

    @Autowired Api api;

    private Person ada;

    @BeforeEach
    void register() {
        ada = api.registered("Ada");
    }

    @Test
    void ranksThoseThatStartNextAndStartedLast() throws SQLException {
        add(1, RANKED - 1, "Soon");
        add(RANKED, 1, "Kiln just near enough");
        add(RANKED + 1, 10, "Kiln kiln kiln but too far off");
        add(-10, 10, "Past");

        List<String> titles = walk(page -> {});

        assertThat(titles).hasSize(RANKED + 10).startsWith("Kiln just near enough");
        assertThat(titles).doesNotContain("Kiln kiln kiln but too far off");
    }

    @Test
    void goesOnWithTheSameWhenNearerOnesAppear() throws SQLException {
        add(10, RANKED, "Soon");
        add(RANKED + 10, 5, "Too far off");

        List<String> titles =
                walk(
                        page -> {
                            if (page == 1) {
                                add(1, 5, "Kiln nearer");
                            }
                        });

        assertThat(titles).hasSize(RANKED).containsOnly("Soon");
    }

    private interface Interruption {
        void happens(int page) throws SQLException;
    }

    private List<String> walk(Interruption meanwhile) throws SQLException {
        String list = Api.WORKSHOPS + "?limit=100&q=kiln&sort=relevance&organizer=" + ada.id();
        List<String> titles = new ArrayList<>();
        String cursor = "";
        for (int number = 1; cursor != null; number++) {
            Answer page = ada.get(list + cursor);
            assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
            titles.addAll(page.body().get("items").findValuesAsString("title"));
            meanwhile.happens(number);
            cursor = page.body().get("next").isNull() ? null : "&cursor=" + page.text("/next");
        }
        return titles;
    }

    private void add(int fromHour, int count, String title) throws SQLException {
        try (Connection connection = Meanwhile.connect()) {
            connection.createStatement().execute(ADD.formatted(ada.id(), fromHour, count, title));
        }
    }
}
