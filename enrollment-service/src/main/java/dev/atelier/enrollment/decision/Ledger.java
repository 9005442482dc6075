package dev.atelier.enrollment.decision;

import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.enrollment.decision.Change.Kind;
import dev.atelier.enrollment.decision.Decision.SeatsChanged;
import dev.atelier.enrollment.decision.Decision.Written;
import dev.atelier.enrollment.decision.Participant.By;
import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.decision.SignUpRefusal.Engagement;
import dev.atelier.enrollment.decision.Situation.Answered;
import dev.atelier.enrollment.known.User;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How things stand while a batch is being decided: what was read, and on top of it what the
 * commands so far have changed. It lives for one decision.
 */
final class Ledger {

    private static final String PROMOTED =
            "A seat was free, and nobody ahead on the waitlist could take it.";

    private final Situation situation;
    private final Map<ParticipantId, Participant> asRead = new HashMap<>();
    private final Map<ParticipantId, Participant> participants = new LinkedHashMap<>();
    private final Map<UserId, Set<ParticipantId>> ofUser = new HashMap<>();
    private final Map<WorkshopId, Book> books = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Learn> learned = new ArrayList<>();
    private final List<Answered> answered;
    private final List<Answered> newlyAnswered = new ArrayList<>();
    private final Map<WorkshopId, Long> promotedUpTo = new HashMap<>();
    private final Set<UserId> freed = new LinkedHashSet<>();
    private int cause = -1;

    Ledger(Situation situation) {
        this.situation = situation;
        this.answered = new ArrayList<>(situation.answered());
        situation.participants().forEach(this::read);
        situation.places().values().forEach(this::open);
    }

    private void read(Participant participant) {
        if (asRead.putIfAbsent(participant.id(), participant) == null) {
            put(participant);
        }
    }

    private void open(Place place) {
        place.waiting().forEach(this::read);
        Book book = new Book(place);
        books.put(place.workshop().id(), book);
        participants.values().stream()
                .filter(participant -> participant.workshop().equals(place.workshop().id()))
                .forEach(book::mayWait);
    }

    private void put(Participant participant) {
        participants.put(participant.id(), participant);
        ofUser.computeIfAbsent(participant.user(), _ -> new LinkedHashSet<>())
                .add(participant.id());
    }

    Outcome decide(Command command) {
        cause++;
        return command.decide(this);
    }

    Instant now() {
        return situation.now();
    }

    Optional<Book> book(WorkshopId workshop) {
        return Optional.ofNullable(books.get(workshop));
    }

    Optional<User> user(UserId user) {
        return Optional.ofNullable(situation.users().get(user));
    }

    Participant participant(ParticipantId id) {
        return Objects.requireNonNull(participants.get(id), id::toString);
    }

    Optional<Participant> find(ParticipantId id) {
        return Optional.ofNullable(participants.get(id));
    }

    /** The user's participation in the workshop that is still ahead. */
    Optional<Participant> active(WorkshopId workshop, UserId user) {
        return participantsOf(user).stream()
                .filter(participant -> participant.workshop().equals(workshop))
                .filter(participant -> participant.status().isActive())
                .findFirst();
    }

    /** A seat that the user holds in another workshop at that time. */
    Optional<Engagement> clash(UserId user, Span during, WorkshopId except) {
        return participantsOf(user).stream()
                .filter(other -> !other.workshop().equals(except))
                .filter(other -> other.status().holdsSeat() && other.during().overlaps(during))
                .findFirst()
                .map(this::engagement);
    }

    private Engagement engagement(Participant other) {
        Book book = books.get(other.workshop());
        String title =
                book == null
                        ? situation.titles().getOrDefault(other.workshop(), "")
                        : book.workshop().title();
        return new Engagement(
                other.workshop().value(), title, other.during().start(), other.during().end());
    }

    private List<Participant> participantsOf(UserId user) {
        return ofUser.getOrDefault(user, Set.of()).stream().map(this::participant).toList();
    }

    /** What a request with the same key has led to, before this batch or in it. */
    Optional<Answered> earlier(IdempotentRequest request) {
        return answered.stream()
                .filter(earlier -> earlier.request().hasSameKey(request))
                .findFirst();
    }

    void remember(IdempotentRequest request, ParticipantId participant) {
        Answered now = new Answered(request, participant);
        answered.add(now);
        newlyAnswered.add(now);
    }

    /** Someone comes, with a seat or on the waitlist. */
    void join(Participant participant) {
        boolean waits = participant.status() == ParticipantStatus.WAITLISTED;
        change(null, participant, waits ? Kind.WAITLISTED : Kind.ENROLLED, null, By.PARTICIPANT);
        book(participant.workshop()).ifPresent(book -> joined(book, participant));
    }

    /** A seat that goes to a newcomer has gone past all who wait and could not take it. */
    private void joined(Book book, Participant participant) {
        book.mayWait(participant);
        if (participant.status() == ParticipantStatus.ENROLLED && book.isWaitedFor()) {
            promotedUpTo.put(participant.workshop(), Participant.NEWEST);
        }
    }

    void cancel(Participant participant, Cancellation why) {
        change(
                participant,
                participant.cancelled(why, now()),
                Kind.CANCELLED,
                why.reason(),
                why.by());
    }

    /** Takes an offered seat. */
    void accept(Participant participant) {
        change(participant, participant.enrolled(now()), Kind.ENROLLED, null, By.PARTICIPANT);
    }

    void attend(Participant participant, boolean attended) {
        Kind kind = attended ? Kind.ATTENDED : Kind.MISSED;
        change(participant, participant.attended(attended, now()), kind, null, By.ORGANIZER);
    }

    /** Goes along with the workshop to another time, into a clash or out of one. */
    void move(Participant participant, Span during) {
        Participant moved = participant.movedTo(during);
        put(moved);
        if (moved.status().holdsSeat()) {
            boolean clashes = clash(moved.user(), during, moved.workshop()).isPresent();
            if (clashes && !moved.conflicted()) {
                change(
                        moved,
                        moved.conflicted(true, now()),
                        Kind.CONFLICTED,
                        "The workshop was moved to the time of another.",
                        By.ORGANIZER);
            }
            free(moved.user());
        }
    }

    /** Takes news of a workshop in, unless newer ones are known. */
    boolean learn(Learn learn) {
        Book book = books.get(learn.workshop());
        if (book == null) {
            books.put(learn.workshop(), new Book(learn));
        } else if (!book.learn(learn, cause)) {
            return false;
        }
        learned.add(learn);
        return true;
    }

    /**
     * Gives free seats to those who wait: first come, first served. Someone who holds a seat
     * elsewhere at that time is passed over and keeps their place.
     */
    void promote(WorkshopId workshop) {
        book(workshop).filter(book -> book.promotes(now())).ifPresent(this::promote);
    }

    private void promote(Book book) {
        for (ParticipantId candidate : book.queue()) {
            if (!book.hasSeatToGive()) {
                return;
            }
            Participant participant = participant(candidate);
            if (participant.status() == ParticipantStatus.WAITLISTED) {
                consider(book, participant);
            }
        }
        book.everybodySeen();
    }

    private void consider(Book book, Participant participant) {
        Span during = Span.of(book.workshop());
        if (!book.knowsAllBefore(participant) || !situation.locked().contains(participant.user())) {
            book.reserve();
        } else if (clash(participant.user(), during, participant.workshop()).isEmpty()) {
            give(book, participant.movedTo(during));
        }
    }

    private void give(Book book, Participant participant) {
        Optional<Instant> offeredUntil = book.offerUntil(now());
        Participant after =
                offeredUntil
                        .map(until -> participant.offered(until, now()))
                        .orElseGet(() -> participant.enrolled(now()));
        Kind kind = offeredUntil.isPresent() ? Kind.OFFERED : Kind.PROMOTED;
        change(participant, after, kind, PROMOTED, By.SYSTEM);
        promotedUpTo.merge(participant.workshop(), participant.position(), Math::max);
    }

    private void change(
            @Nullable Participant before,
            Participant after,
            Kind kind,
            @Nullable String reason,
            By by) {
        ParticipantStatus from = before == null ? null : before.status();
        put(after);
        changes.add(new Change(from, after, kind, reason, by, cause));
        book(after.workshop()).ifPresent(book -> book.count(from, after.status(), cause));
        if (from != null && from.holdsSeat() && !after.status().holdsSeat()) {
            free(after.user());
        }
    }

    /**
     * The user has time again: clashes may be gone, here and wherever they wait. What has begun
     * stays marked, since a seat that it clashes with may be over and not among those that were
     * read.
     */
    private void free(UserId user) {
        freed.add(user);
        participantsOf(user).stream()
                .filter(Participant::conflicted)
                .filter(each -> !each.during().start().isBefore(now()))
                .filter(each -> clash(user, each.during(), each.workshop()).isEmpty())
                .forEach(
                        each ->
                                change(
                                        each,
                                        each.conflicted(false, now()),
                                        Kind.CONFLICT_RESOLVED,
                                        null,
                                        By.SYSTEM));
    }

    Decision close(List<Outcome> outcomes) {
        return new Decision(
                outcomes,
                List.copyOf(changes),
                written(),
                seatsChanged(),
                List.copyOf(learned),
                Map.copyOf(promotedUpTo),
                List.copyOf(newlyAnswered),
                due(),
                Set.copyOf(freed));
    }

    private List<Written> written() {
        return participants.values().stream()
                .filter(participant -> !participant.equals(asRead.get(participant.id())))
                .map(participant -> new Written(participant, versionBefore(participant)))
                .toList();
    }

    private long versionBefore(Participant participant) {
        Participant before = asRead.get(participant.id());
        return before == null ? 0 : before.version();
    }

    private Map<WorkshopId, SeatsChanged> seatsChanged() {
        Map<WorkshopId, SeatsChanged> changed = new LinkedHashMap<>();
        books.forEach(
                (workshop, book) ->
                        book.seatsChanged().ifPresent(seats -> changed.put(workshop, seats)));
        return changed;
    }

    private Set<WorkshopId> due() {
        Set<WorkshopId> due = new HashSet<>();
        books.forEach(
                (workshop, book) -> {
                    if (book.reserved()) {
                        due.add(workshop);
                    }
                });
        return due;
    }
}
