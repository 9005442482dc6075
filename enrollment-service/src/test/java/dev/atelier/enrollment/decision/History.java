package dev.atelier.enrollment.decision;

import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.enrollment.decision.Participant.By;
import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.known.User;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.Workshop.WaitlistMode;
import dev.atelier.enrollment.known.WorkshopId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A random history of a few workshops and people who all want into them. What follows from a batch
 * follows some time later, as it does in the service.
 */
final class History {

    private static final int WORKSHOPS = 5;
    private static final int USERS = 12;
    private static final int CHUNK = 3;
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");

    final World world = new World();
    private final Random random;
    private final boolean overlapping;
    private final List<UserId> users = new ArrayList<>();
    private final Set<WorkshopId> due = new LinkedHashSet<>();
    private final List<SignUp> sent = new ArrayList<>();
    private final Set<WorkshopId> ended = new HashSet<>();
    private final Map<WorkshopId, Integer> hours = new HashMap<>();
    private long version;

    /**
     * @param overlapping whether workshops may be at the same time, and are cancelled at times;
     *     both make it matter when those follow whom that concerns
     */
    History(Random random, boolean overlapping) {
        this.random = random;
        this.overlapping = overlapping;
        for (int user = 0; user < USERS; user++) {
            UserId id = new UserId(uuid());
            users.add(id);
            world.users.put(id, new User(id, true, Set.of()));
        }
        for (int workshop = 0; workshop < WORKSHOPS; workshop++) {
            world.decide(List.of(published()), World.View.of(1, _ -> true));
        }
    }

    List<Command> batch(int atMost) {
        List<Command> commands = new ArrayList<>();
        int size = 1 + random.nextInt(atMost);
        while (commands.size() < size) {
            next().ifPresent(commands::add);
        }
        return commands;
    }

    void timePasses() {
        world.now = world.now.plus(Duration.ofMinutes(random.nextInt(20)));
    }

    private Optional<Command> next() {
        int die = random.nextInt(100);
        if (die < 40) {
            return Optional.of(signUp());
        } else if (die < 68) {
            return any(List.copyOf(world.participants.values())).map(this::act);
        } else if (die < 73) {
            return Optional.of(news());
        } else if (die < 85) {
            return any(List.copyOf(world.workshops.keySet())).flatMap(this::settle);
        }
        return any(List.copyOf(due)).map(this::promote);
    }

    /** Often for the first time, sometimes the very same again, sometimes with a used key. */
    private SignUp signUp() {
        if (!sent.isEmpty() && random.nextInt(6) == 0) {
            return sent.get(random.nextInt(sent.size()));
        }
        UserId user = users.get(random.nextInt(users.size()));
        WorkshopId workshop = any(List.copyOf(world.workshops.keySet())).orElseThrow();
        byte fingerprint = (byte) workshop.hashCode();
        Optional<IdempotentRequest> request =
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(
                                new IdempotentRequest(
                                        user.value(),
                                        "key " + random.nextInt(9),
                                        new byte[] {fingerprint}));
        SignUp signUp = new SignUp(new ParticipantId(uuid()), workshop, user, Set.of(), request);
        sent.add(signUp);
        return signUp;
    }

    private Command act(Participant one) {
        return switch (random.nextInt(7)) {
            case 0 -> new Accept(one.id(), one.workshop(), one.user());
            case 1 -> new Decline(one.id(), one.workshop(), one.user());
            case 2 -> new Expire(one.id(), one.workshop(), one.user());
            case 3 -> new Attend(one.id(), one.workshop(), one.user(), random.nextBoolean());
            default ->
                    new Cancel(
                            one.id(),
                            one.workshop(),
                            one.user(),
                            new Cancellation(null, By.PARTICIPANT));
        };
    }

    /**
     * Of a change, of the end of a workshop, old, or of a workshop in the place of an ended one.
     */
    private Learn news() {
        WorkshopId id = any(List.copyOf(world.workshops.keySet())).orElseThrow();
        if (ended.contains(id)) {
            return published();
        }
        Status status =
                switch (random.nextInt(12)) {
                    case 0 -> overlapping ? Status.CANCELLED : Status.COMPLETED;
                    case 1 -> Status.COMPLETED;
                    default -> Status.PUBLISHED;
                };
        if (status != Status.PUBLISHED) {
            ended.add(id);
        }
        boolean old = random.nextInt(8) == 0;
        return new Learn(workshop(id, status), old ? 0 : ++version);
    }

    private Learn published() {
        return new Learn(workshop(new WorkshopId(uuid()), Status.PUBLISHED), ++version);
    }

    private Workshop workshop(WorkshopId id, Status status) {
        int own = hours.computeIfAbsent(id, _ -> hours.size());
        int hour = overlapping ? random.nextInt(8) : own;
        Instant start = NOON.plus(Duration.ofHours(hour));
        return new Workshop(
                id,
                "Workshop " + own,
                status,
                start,
                start.plus(Duration.ofMinutes(overlapping ? 90 : 60)),
                null,
                null,
                1 + random.nextInt(4),
                mode(),
                List.of(),
                List.of(),
                Duration.ofMinutes(30),
                Workshop.Details.NONE);
    }

    private WaitlistMode mode() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> WaitlistMode.OFFER;
            case 2 -> overlapping ? WaitlistMode.NONE : WaitlistMode.AUTO;
            default -> WaitlistMode.AUTO;
        };
    }

    private Optional<Command> settle(WorkshopId workshop) {
        Map<ParticipantId, UserId> affected = new LinkedHashMap<>();
        world.unsettled(workshop).stream()
                .limit(CHUNK)
                .forEach(one -> affected.put(one.id(), one.user()));
        return affected.isEmpty() ? Optional.empty() : Optional.of(new Settle(workshop, affected));
    }

    private Promote promote(WorkshopId workshop) {
        due.remove(workshop);
        return new Promote(workshop);
    }

    /** Notes what follows from a batch. */
    void follow(Decision decision) {
        due.addAll(decision.due());
        decision.freed().forEach(user -> due.addAll(whereWaiting(user)));
    }

    private List<WorkshopId> whereWaiting(UserId user) {
        return world.participants.values().stream()
                .filter(one -> one.user().equals(user))
                .filter(one -> one.status() == ParticipantStatus.WAITLISTED)
                .map(Participant::workshop)
                .toList();
    }

    /** The next that follows by itself, until nothing is left; empty when nothing is. */
    Optional<Command> followUp() {
        return world.workshops.keySet().stream()
                .flatMap(workshop -> settle(workshop).stream())
                .findFirst()
                .or(() -> due.stream().findFirst().map(this::promote));
    }

    private <T> Optional<T> any(List<T> some) {
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(some.get(random.nextInt(some.size())));
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
