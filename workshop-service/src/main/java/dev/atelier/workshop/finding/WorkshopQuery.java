package dev.atelier.workshop.finding;

import dev.atelier.workshop.model.UserId;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Puts a filter into SQL: each part of it is one condition, and knows nothing of the others. */
final class WorkshopQuery {

    private static final String SELECT =
            """
            SELECT w.id, %s AS sort_key, pg_current_snapshot()::text AS seen
              FROM workshop w
             WHERE %s
             ORDER BY %s %s, w.id %s
             LIMIT %d
            """;

    private static final String STARTS_FROM =
            "w.starts_at IS NOT NULL AND " + Sort.START + " >= %s";

    private static final String STARTS_BEFORE = Sort.START + " < %s";

    private static final String HAS_TEXT =
            "w.search @@ any_language_query(%1$s) AND w.search @@ %2$s";

    private static final String TEXT_QUERY =
            "websearch_to_tsquery(text_search_config(w.language), %s)";

    private static final String ORGANIZED_BY =
            """
            EXISTS (SELECT FROM organizer o
                     WHERE o.workshop_id = w.id AND o.user_id = %s
                       AND o.status NOT IN ('DECLINED', 'STEPPED_DOWN'))\
            """;

    private static final String REQUIRES =
            "EXISTS (SELECT FROM requirement r WHERE r.workshop_id = w.id AND r.code = %s)";

    private static final String MEETS =
            """
            NOT EXISTS (SELECT FROM requirement r
                         WHERE r.workshop_id = w.id AND r.mandatory
                           AND r.audience = 'PARTICIPANT' AND r.code <> ALL (%s))\
            """;

    private static final String HAS_SEATS =
            """
            coalesce((SELECT s.free FROM workshop_seats s WHERE s.workshop_id = w.id),
                     w.capacity) > 0\
            """;

    private static final String IS_OPEN =
            """
            w.status = 'PUBLISHED' AND w.starts_at > now()
            AND coalesce(w.enrollment_opens_at <= now(), true)
            AND coalesce(w.enrollment_closes_at > now(), true)\
            """;

    private static final String HAS_SEATS_OR_WAITLIST = "w.waitlist_mode <> 'NONE' OR " + HAS_SEATS;

    /** Someone who is not known yet meets nothing. */
    private static final String MET_BY =
            """
            NOT EXISTS (SELECT FROM requirement r
                         WHERE r.workshop_id = w.id AND r.mandatory
                           AND r.audience = 'PARTICIPANT'
                           AND NOT EXISTS (SELECT FROM known_user u
                                            WHERE u.id = %s AND r.code = ANY (u.capabilities)))\
            """;

    /** The transaction was visible in the snapshot. */
    private static final String PLACED_BEFORE = "%1$s < %2$s::xid8 AND %1$s <> ALL (%3$s::xid8[])";

    private final Conditions conditions = new Conditions();
    private final Sort sort;
    private final String key;
    private final int limit;

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
        filter.meets().ifPresent(codes -> where(MEETS, codes.toArray(String[]::new)));
        filter.eligible().ifPresent(this::eligible);
        if (filter.hasSeats()) {
            conditions.and(HAS_SEATS);
        }
        this.key = sort.key(filter.text().map(this::text).orElse(""));
        after.ifPresent(this::after);
    }

    String sql() {
        return SELECT.formatted(
                sort.written(key),
                conditions.sql(),
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
        conditions.and(HAS_SEATS_OR_WAITLIST);
        where(MET_BY, user.value());
    }

    /** Adds the search for the words, and returns it as it is in the workshop's own language. */
    private String text(String words) {
        String place = conditions.bind(words);
        String query = TEXT_QUERY.formatted(place);
        conditions.and(HAS_TEXT.formatted(place, query));
        return query;
    }

    private void after(Place place) {
        String lastKey = conditions.bind(place.key());
        String lastId = conditions.bind(place.id());
        conditions.and(
                "(%s, w.id) %s (%s::%s, %s)"
                        .formatted(key, sort.beyond(), lastKey, sort.type(), lastId));
        String next = conditions.bind(place.began().next());
        String running = conditions.bind(place.began().running());
        conditions.and(PLACED_BEFORE.formatted(sort.placedIn(), next, running));
    }

    private void where(String condition, Object value) {
        conditions.and(condition.formatted(conditions.bind(value)));
    }

    private static String[] names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }
}
