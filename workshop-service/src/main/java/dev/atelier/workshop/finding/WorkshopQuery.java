package dev.atelier.workshop.finding;

import dev.atelier.workshop.model.UserId;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Puts a filter into SQL: each part of it is one condition, and knows nothing of the others. */
final class WorkshopQuery {

    private static final String SELECT =
            """
            SELECT w.id, %s AS sort_key, %s AS began, %s AS reach
              FROM workshop w
             WHERE %s
               AND %s
             ORDER BY %s %s, w.id %s
             LIMIT %d
            """;

    /** How many are ranked, of those that start next and of those that started last. */
    private static final int RANKED = 2_000;

    private static final String SELECT_RANKED =
            """
            WITH near AS MATERIALIZED (
                (SELECT w.id, w.capacity, w.waitlist_mode, %1$s AS rank, {start} AS start
                   FROM workshop w
                  WHERE %2$s AND {start} >= now()
                  ORDER BY {start}
                  FETCH FIRST {ranked} ROWS WITH TIES)
                 UNION ALL
                (SELECT w.id, w.capacity, w.waitlist_mode, %1$s AS rank, {start} AS start
                   FROM workshop w
                  WHERE %2$s AND {start} < now()
                  ORDER BY {start} DESC
                  FETCH FIRST {ranked} ROWS WITH TIES)),
            ends AS (
                SELECT CASE WHEN count(*) FILTER (WHERE start < now()) >= {ranked}
                            THEN min(start) END AS first,
                       CASE WHEN count(*) FILTER (WHERE start >= now()) >= {ranked}
                            THEN max(start) END AS last
                  FROM near)
            SELECT w.id, w.rank::text AS sort_key, pg_current_snapshot()::text AS began,
                   {first} || '/' || {last} AS reach
              FROM near AS w CROSS JOIN ends
             WHERE %3$s
             ORDER BY w.rank DESC, w.id DESC
             LIMIT %4$d
            """
                    .replace("{start}", Sort.START)
                    .replace("{ranked}", Integer.toString(RANKED))
                    .replace("{first}", Sort.instant("first", "-infinity"))
                    .replace("{last}", Sort.instant("last", "infinity"));

    private static final String WITHIN =
            Sort.START + " BETWEEN %s::timestamptz AND %s::timestamptz";

    private static final String STARTS_FROM =
            "w.starts_at IS NOT NULL AND " + Sort.START + " >= %s";

    private static final String STARTS_BEFORE = Sort.START + " < %s";

    /**
     * For this there is an index; what the words are in the workshop's own language comes after.
     */
    private static final String HAS_TEXT = "w.search @@ any_language_query(%s)";

    private static final String HAS_TEXT_IN_ITS_LANGUAGE = "w.search @@ %s";

    private static final String TEXT_QUERY = "language_query(w.language, %s)";

    private static final String ORGANIZED_BY =
            """
            EXISTS (SELECT FROM organizer o
                     WHERE o.workshop_id = w.id AND o.user_id = %s
                       AND o.status NOT IN ('DECLINED', 'STEPPED_DOWN'))\
            """;

    private static final String REQUIRES =
            "EXISTS (SELECT FROM requirement r WHERE r.workshop_id = w.id AND r.code = %s)";

    /** As a value, and no EXISTS, it is looked up for each workshop and never made for all. */
    private static final String MEETS =
            """
            coalesce((SELECT false FROM requirement r
                       WHERE r.workshop_id = w.id AND r.mandatory AND r.audience = 'PARTICIPANT'
                         AND r.code <> ALL (%s)
                       LIMIT 1), true)\
            """;

    private static final String HAS_SEATS =
            """
            coalesce((SELECT s.free FROM workshop_seats s WHERE s.workshop_id = w.id),
                     w.capacity) > 0\
            """;

    private static final String IS_OPEN =
            """
            w.status = 'PUBLISHED' AND {start} > now()
            AND (w.enrollment_opens_at IS NULL OR w.enrollment_opens_at <= now())
            AND (w.enrollment_closes_at IS NULL OR w.enrollment_closes_at > now())\
            """
                    .replace("{start}", Sort.START);

    private static final String HAS_SEATS_OR_WAITLIST = "w.waitlist_mode <> 'NONE' OR " + HAS_SEATS;

    /** Someone who is not known yet meets nothing. */
    private static final String CAPABILITIES =
            "coalesce((SELECT u.capabilities FROM known_user u WHERE u.id = %s), '{}')";

    /**
     * What the planner takes for true every other time. That the words are there in the workshop's
     * own language nearly follows from their being there in any, but it cannot see that, and would
     * take those that have them for few.
     */
    private static final String EVEN = "CASE WHEN %s THEN true ELSE false END";

    /** The transaction was visible in the snapshot. */
    private static final String PLACED_BEFORE = "%1$s < %2$s::xid8 AND %1$s <> ALL (%3$s::xid8[])";

    private final Conditions conditions = new Conditions();
    private final Sort sort;
    private final String key;
    private final int limit;
    private final Optional<Place> after;
    private String began = "pg_current_snapshot()::text";
    private String reach = "'" + Reach.EVER + "'";

    /**
     * @param caller whose drafts may be found; everybody's when absent
     * @param after where to go on
     * @param limit how many rows to read
     */
    WorkshopQuery(
            WorkshopFilter filter, Optional<UserId> caller, Optional<Place> after, int limit) {
        this.sort = filter.sort();
        this.limit = limit;
        status(filter, caller);
        filter.from().ifPresent(from -> where(STARTS_FROM, from));
        filter.to().ifPresent(to -> where(STARTS_BEFORE, to));
        if (!filter.formats().isEmpty()) {
            where("w.format = ANY (%s)", names(filter.formats()));
        }
        filter.organizer().ifPresent(organizer -> where(ORGANIZED_BY, organizer.value()));
        filter.requires().ifPresent(code -> where(REQUIRES, code));
        filter.meets()
                .ifPresent(codes -> conditions.check(bound(MEETS, codes.toArray(String[]::new))));
        filter.eligible().ifPresent(this::eligible);
        if (filter.hasSeats()) {
            conditions.check(HAS_SEATS);
        }
        this.key = sort.key(filter.text().map(this::text).orElse(""));
        this.after = after;
        after.ifPresent(this::after);
    }

    String sql() {
        return sort.ranks() && after.isEmpty() ? firstRanked() : page();
    }

    private String firstRanked() {
        return SELECT_RANKED.formatted(key, conditions.sql(), conditions.checks(), limit);
    }

    private String page() {
        return SELECT.formatted(
                sort.written(key),
                began,
                reach,
                conditions.sql(),
                conditions.checks(),
                key,
                sort.direction(),
                sort.direction(),
                limit);
    }

    List<Object> values() {
        return conditions.values();
    }

    private void status(WorkshopFilter filter, Optional<UserId> caller) {
        if (filter.statuses().size() == 1) {
            where("w.status = %s", filter.statuses().first().name());
        } else {
            where("w.status = ANY (%s)", names(filter.statuses()));
        }
        if (filter.wantsDrafts()) {
            caller.ifPresent(user -> where("w.status <> 'DRAFT' OR " + ORGANIZED_BY, user.value()));
        }
    }

    private void eligible(UserId user) {
        conditions.and(IS_OPEN);
        conditions.check(HAS_SEATS_OR_WAITLIST);
        conditions.check(MEETS.formatted(bound(CAPABILITIES, user.value())));
    }

    /** Adds the search for the words, and returns it as it is in the workshop's own language. */
    private String text(String words) {
        String place = conditions.bind(words);
        String query = TEXT_QUERY.formatted(place);
        conditions.and(HAS_TEXT.formatted(place));
        String inItsLanguage = HAS_TEXT_IN_ITS_LANGUAGE.formatted(query);
        conditions.and(EVEN.formatted(inItsLanguage));
        return query;
    }

    /** Goes on behind that place, in the same walk. */
    private void after(Place place) {
        String lastKey = conditions.bind(place.key());
        String lastId = conditions.bind(place.id().value());
        conditions.and(
                "(%s, w.id) %s (%s::%s, %s)"
                        .formatted(key, sort.beyond(), lastKey, sort.type(), lastId));
        String next = conditions.bind(place.began().next());
        String running = conditions.bind(place.began().running());
        conditions.and(PLACED_BEFORE.formatted(sort.placedIn(), next, running));
        began = conditions.bind(place.began().text()) + "::text";
        if (sort.ranks()) {
            String first = conditions.bind(place.reach().first());
            String last = conditions.bind(place.reach().last());
            conditions.and(WITHIN.formatted(first, last));
            reach = conditions.bind(place.reach().text()) + "::text";
        }
    }

    private void where(String condition, Object value) {
        conditions.and(bound(condition, value));
    }

    private String bound(String condition, Object value) {
        return condition.formatted(conditions.bind(value));
    }

    private static String[] names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }
}
