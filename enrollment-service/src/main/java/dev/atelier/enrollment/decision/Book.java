package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.decision.Decision.SeatsChanged;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.Workshop.WaitlistMode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One workshop in the ledger: its seats and who waits for them. */
final class Book {

    private final Map<ParticipantId, Long> waiting = new LinkedHashMap<>();
    private long knownUpTo;
    private boolean more;
    private Workshop workshop;
    private long version;
    private Seats seats;
    private boolean seatsHaveChanged;
    private boolean reserved;
    private int cause;

    Book(Place place) {
        workshop = place.workshop();
        version = place.version();
        seats = place.seats();
        more = place.more();
        knownUpTo = more ? place.waiting().getLast().position() : Long.MAX_VALUE;
    }

    /** A workshop that is heard of for the first time. */
    Book(Learn learn) {
        workshop = learn.news();
        version = learn.version();
        seats = Seats.unused(workshop.capacity());
        more = false;
        knownUpTo = Long.MAX_VALUE;
    }

    Workshop workshop() {
        return workshop;
    }

    boolean learn(Learn learn, int commandNumber) {
        if (learn.version() <= version) {
            return false;
        }
        if (!Span.of(workshop).equals(Span.of(learn.news()))) {
            forgetWhoIsFree();
        }
        version = learn.version();
        workshop = learn.news();
        if (seats.capacity() != workshop.capacity()) {
            seats = seats.withCapacity(workshop.capacity());
            touch(commandNumber);
        }
        return true;
    }

    /** Those who wait were chosen for being free at the time that was known when they were read. */
    private void forgetWhoIsFree() {
        knownUpTo = 0;
        more = true;
    }

    void mayWait(Participant participant) {
        if (participant.status() == ParticipantStatus.WAITLISTED) {
            waiting.put(participant.id(), participant.position());
        }
    }

    /** Those who may wait, in the order in which they came. */
    List<ParticipantId> queue() {
        if (seats.waitlisted() == 0 || seats.free() == 0) {
            return List.of();
        }
        return waiting.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many wait. */
    int waiting() {
        return seats.waitlisted();
    }

    boolean isWaitedFor() {
        return seats.waitlisted() > 0;
    }

    /** Whether nobody who has not been read can have come before this one. */
    boolean knowsAllBefore(Participant participant) {
        return participant.position() <= knownUpTo;
    }

    /** Nobody moves up in a workshop that has started or ended. */
    boolean promotes(Instant now) {
        return workshop.status() == Status.PUBLISHED && !workshop.hasStartedAt(now);
    }

    /** Whether a seat is free that nobody is due who cannot be decided on. */
    boolean hasSeatToGive() {
        return seats.free() > 0 && !reserved;
    }

    /** Someone is due the free seats who cannot be decided on here. */
    void reserve() {
        reserved = true;
    }

    boolean reserved() {
        return reserved;
    }

    void everybodySeen() {
        reserved |= more && seats.free() > 0 && seats.waitlisted() > 0;
    }

    boolean keepsWaitlist() {
        return workshop.waitlistMode() != WaitlistMode.NONE;
    }

    /** Until when a free seat is offered; empty when it is given at once. */
    Optional<Instant> offerUntil(Instant now) {
        if (workshop.waitlistMode() != WaitlistMode.OFFER) {
            return Optional.empty();
        }
        Instant until = now.plus(workshop.offerTtl());
        return Optional.of(until.isBefore(workshop.startsAt()) ? until : workshop.startsAt());
    }

    void count(@Nullable ParticipantStatus from, ParticipantStatus to, int commandNumber) {
        Seats after = seats.after(from, to);
        if (!after.equals(seats)) {
            seats = after;
            touch(commandNumber);
        }
    }

    private void touch(int commandNumber) {
        seatsHaveChanged = true;
        cause = commandNumber;
    }

    Optional<SeatsChanged> seatsChanged() {
        return seatsHaveChanged
                ? Optional.of(new SeatsChanged(seats.settled(), cause))
                : Optional.empty();
    }
}
