package dev.atelier.workshop.finding;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.lifecycle.Timestamp;
import dev.atelier.workshop.model.Format;
import dev.atelier.workshop.model.Requirement;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Violations;
import dev.atelier.workshop.model.WorkshopStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** Reads a filter from the query of a request, and names everything in it that is wrong. */
class FilterReader {

    private static final String ME = "me";
    private static final String CODE = "must be a requirement code such as java-basics";

    private final Map<String, String> query;
    private final Caller caller;
    private final Violations violations = new Violations();

    private FilterReader(Map<String, String> query, Caller caller) {
        this.query = query;
        this.caller = caller;
    }

    /**
     * The filter that the query asks for.
     *
     * @throws RefusedException when there is something wrong in it
     */
    static WorkshopFilter read(Map<String, String> query, Caller caller) {
        FilterReader reader = new FilterReader(query, caller);
        WorkshopFilter filter = reader.filter();
        if (!reader.violations.errors().isEmpty()) {
            throw new InvalidRequest(reader.violations.errors()).exception();
        }
        return filter;
    }

    private WorkshopFilter filter() {
        Optional<String> text = text();
        return new WorkshopFilter(
                text,
                instant("from"),
                instant("to"),
                choices("format", Format.class),
                statuses(),
                value("organizer", this::organizer, "must be me or the id of a user"),
                value("requires", FilterReader::code, CODE),
                value("meets", FilterReader::codes, CODE + ", or several with commas between"),
                value("eligible", this::me, "must be me"),
                value("hasSeats", FilterReader::yes, "must be true").isPresent(),
                sort(text.isPresent()));
    }

    private Optional<String> text() {
        String text = query.get("q");
        violations.text(text, "/q", 200);
        return Optional.ofNullable(text).filter(words -> !words.isBlank());
    }

    private Optional<Instant> instant(String parameter) {
        return value(parameter, Timestamp::parse, Timestamp.FORM);
    }

    private SortedSet<WorkshopStatus> statuses() {
        SortedSet<WorkshopStatus> statuses = choices("status", WorkshopStatus.class);
        if (!statuses.isEmpty()) {
            return statuses;
        }
        return new TreeSet<>(
                ME.equals(query.get("organizer"))
                        ? WorkshopFilter.OWN_STATUSES
                        : WorkshopFilter.DEFAULT_STATUSES);
    }

    private Sort sort(boolean hasText) {
        Sort sort =
                value(
                                "sort",
                                FilterReader::sort,
                                "must be one of startsAt, -startsAt, title, relevance")
                        .orElse(Sort.STARTS_AT);
        violations.unless(
                hasText || sort != Sort.RELEVANCE, "/sort", "relevance needs q, to be relevant to");
        return sort;
    }

    private <E extends Enum<E>> SortedSet<E> choices(String parameter, Class<E> words) {
        Collection<E> chosen =
                value(
                                parameter,
                                text ->
                                        Arrays.stream(text.split(",", -1))
                                                .map(word -> Enum.valueOf(words, word))
                                                .toList(),
                                "must be one of %s, or several with commas between"
                                        .formatted(List.of(words.getEnumConstants())))
                        .orElse(List.of());
        return new TreeSet<>(chosen);
    }

    private <T> Optional<T> value(String parameter, Function<String, T> form, String detail) {
        @Nullable String text = query.get(parameter);
        return Optional.ofNullable(violations.read(text, "/" + parameter, form, detail));
    }

    private UserId organizer(String text) {
        return new UserId(text.equals(ME) ? caller.userId() : UUID.fromString(text));
    }

    private UserId me(String text) {
        if (!text.equals(ME)) {
            throw new IllegalArgumentException(text);
        }
        return new UserId(caller.userId());
    }

    private static String code(String text) {
        if (!Requirement.isCode(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** No code at all is met by workshops that make nothing mandatory. */
    private static List<String> codes(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(FilterReader::code).sorted().toList();
    }

    private static boolean yes(String text) {
        if (!text.equals("true")) {
            throw new IllegalArgumentException(text);
        }
        return true;
    }

    private static Sort sort(String text) {
        return Sort.of(text).orElseThrow(() -> new IllegalArgumentException(text));
    }
}
