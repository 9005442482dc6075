package dev.atelier.enrollment.deciding;

import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.enrollment.decision.Command;
import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.ParticipantId;
import dev.atelier.enrollment.decision.Place;
import dev.atelier.enrollment.decision.SignUp;
import dev.atelier.enrollment.decision.Situation;
import dev.atelier.enrollment.decision.Situation.Answered;
import dev.atelier.enrollment.known.KnownUsers;
import dev.atelier.enrollment.known.User;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a batch of decisions may look at, with one query for each kind of thing. */
@Repository
class Situations {

    /** How many who wait for a workshop are looked at, besides one for each command about it. */
    private static final int CANDIDATES = 8;

    /** Locks are taken on all of them, and the table of locks is finite. */
    private static final int MOST_CANDIDATES = 64;

    private static final String PARTICIPANTS =
            "SELECT title, "
                    + ParticipantRow.COLUMNS
                    + """
                      FROM participant JOIN known_workshop ON known_workshop.id = workshop_id
                     WHERE user_id = ANY ($1)
                       AND participant.status IN ('WAITLISTED', 'OFFERED', 'ENROLLED')
                       AND (upper(participant.during) > $2 OR workshop_id = ANY ($3))
                    UNION ALL
                    SELECT title,
                    """
                    + ParticipantRow.COLUMNS
                    + """
                      FROM participant JOIN known_workshop ON known_workshop.id = workshop_id
                     WHERE participant.id = ANY ($4)
                       AND NOT (user_id = ANY ($1)
                                AND participant.status IN ('WAITLISTED', 'OFFERED', 'ENROLLED')
                                AND (upper(participant.during) > $2 OR workshop_id = ANY ($3)))
                    """;

    /** Who waits may not have gone along yet to the time that the workshop has been moved to. */
    private static final String NEXT_WAITING =
            "SELECT "
                    + ParticipantRow.COLUMNS
                    + """
                      FROM unnest($1::uuid[], $2::integer[]) AS asked (id, most)
                           JOIN known_workshop ON known_workshop.id = asked.id
                           CROSS JOIN LATERAL (
                           SELECT *
                             FROM participant waiting
                            WHERE workshop_id = asked.id AND status = 'WAITLISTED'
                              AND NOT EXISTS (
                                  SELECT FROM participant other
                                   WHERE other.user_id = waiting.user_id
                                     AND other.workshop_id <> waiting.workshop_id
                                     AND other.during && known_workshop.during
                                     AND other.status IN ('OFFERED', 'ENROLLED'))
                            ORDER BY position
                            LIMIT asked.most) AS participant
                     ORDER BY position
                    """;

    private final DatabaseClient database;
    private final Places places;
    private final KnownUsers users;
    private final Idempotency idempotency;
    private final Clock clock;

    Situations(
            DatabaseClient database,
            Places places,
            KnownUsers users,
            Idempotency idempotency,
            Clock clock) {
        this.database = database;
        this.places = places;
        this.users = users;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** The users who may be given a seat when some become free in these workshops. */
    Mono<Set<UserId>> nextWaiting(List<Command> commands) {
        return waiting(freeing(commands), commands)
                .map(
                        waiting ->
                                waiting.stream()
                                        .map(Participant::user)
                                        .collect(Collectors.toSet()));
    }

    /**
     * Reads in the transaction that is open.
     *
     * @param locked all users whose locks the transaction holds
     * @param workshops all workshops whose locks it holds
     */
    Mono<Situation> read(List<Command> commands, Set<UserId> locked, Set<WorkshopId> workshops) {
        Instant now = clock.instant();
        return places.find(workshops)
                .zipWhen(found -> waiting(waitedFor(found, commands), commands))
                .map(read -> withWaiting(read.getT1(), read.getT2(), commands))
                .flatMap(found -> read(commands, locked, found, now));
    }

    private Mono<Situation> read(
            List<Command> commands, Set<UserId> locked, Map<WorkshopId, Place> found, Instant now) {
        Mono<Map<UserId, User>> registered = users.find(signingUp(commands));
        Mono<List<Answered>> answered = answered(commands);
        return Mono.zip(registered, answered)
                .flatMap(
                        read ->
                                participants(
                                                commands,
                                                locked,
                                                found.keySet(),
                                                read.getT2(),
                                                relevantFrom(found, now))
                                        .map(
                                                titled ->
                                                        situation(
                                                                found,
                                                                read.getT1(),
                                                                locked,
                                                                titled,
                                                                read.getT2(),
                                                                now)));
    }

    /** What has ended clashes with nothing, but where a workshop was moved into the past. */
    private static Instant relevantFrom(Map<WorkshopId, Place> places, Instant now) {
        return places.values().stream()
                .map(place -> place.workshop().startsAt())
                .filter(start -> start.isBefore(now))
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private static Situation situation(
            Map<WorkshopId, Place> places,
            Map<UserId, User> users,
            Set<UserId> locked,
            List<Titled> participants,
            List<Answered> answered,
            Instant now) {
        return new Situation(
                places,
                users,
                locked,
                participants.stream().map(Titled::participant).toList(),
                participants.stream()
                        .collect(
                                Collectors.toMap(
                                        titled -> titled.participant().workshop(),
                                        Titled::title,
                                        (one, _) -> one)),
                answered,
                now);
    }

    private static Set<UserId> signingUp(List<Command> commands) {
        return signUps(commands).map(SignUp::user).collect(Collectors.toSet());
    }

    private static Stream<SignUp> signUps(List<Command> commands) {
        return commands.stream().filter(SignUp.class::isInstance).map(SignUp.class::cast);
    }

    private Mono<List<Answered>> answered(List<Command> commands) {
        List<IdempotentRequest> requests =
                signUps(commands).map(SignUp::request).flatMap(Optional::stream).toList();
        return idempotency
                .earlier(requests)
                .map(
                        earlier ->
                                new Answered(
                                        earlier.request(), new ParticipantId(earlier.resource())))
                .collectList();
    }

    private static Set<WorkshopId> waitedFor(
            Map<WorkshopId, Place> places, List<Command> commands) {
        Set<WorkshopId> freeing = freeing(commands);
        return places.values().stream()
                .filter(place -> place.seats().waitlisted() > 0)
                .filter(
                        place ->
                                place.seats().free() > 0 || freeing.contains(place.workshop().id()))
                .map(place -> place.workshop().id())
                .collect(Collectors.toSet());
    }

    private static Set<WorkshopId> freeing(List<Command> commands) {
        return commands.stream()
                .filter(Command::mayFreeSeats)
                .map(Command::workshop)
                .collect(Collectors.toSet());
    }

    private static int candidates(WorkshopId workshop, List<Command> commands) {
        long about =
                commands.stream().filter(command -> command.workshop().equals(workshop)).count();
        return (int) Math.min(CANDIDATES + about, MOST_CANDIDATES);
    }

    private static Map<WorkshopId, Place> withWaiting(
            Map<WorkshopId, Place> places, List<Participant> waiting, List<Command> commands) {
        Map<WorkshopId, List<Participant>> byWorkshop =
                waiting.stream().collect(Collectors.groupingBy(Participant::workshop));
        return places.values().stream()
                .map(
                        place ->
                                place.waitedForBy(
                                        byWorkshop.getOrDefault(place.workshop().id(), List.of()),
                                        candidates(place.workshop().id(), commands)))
                .collect(Collectors.toMap(place -> place.workshop().id(), Function.identity()));
    }

    private Mono<List<Participant>> waiting(Set<WorkshopId> workshops, List<Command> commands) {
        if (workshops.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql(NEXT_WAITING)
                .bind("$1", ids(workshops, WorkshopId::value))
                .bind(
                        "$2",
                        workshops.stream()
                                .map(workshop -> candidates(workshop, commands))
                                .toArray(Integer[]::new))
                .map(ParticipantRow::participant)
                .all()
                .collectList();
    }

    private Mono<List<Titled>> participants(
            List<Command> commands,
            Set<UserId> locked,
            Set<WorkshopId> workshops,
            List<Answered> answered,
            Instant from) {
        Stream<ParticipantId> named =
                commands.stream().flatMap(command -> command.participants().stream());
        Stream<ParticipantId> replayed = answered.stream().map(Answered::participant);
        return database.sql(PARTICIPANTS)
                .bind("$1", ids(locked, UserId::value))
                .bind("$2", from)
                .bind("$3", ids(workshops, WorkshopId::value))
                .bind(
                        "$4",
                        Stream.concat(named, replayed)
                                .map(ParticipantId::value)
                                .toArray(UUID[]::new))
                .map(
                        row ->
                                new Titled(
                                        ParticipantRow.participant(row),
                                        Objects.requireNonNull(row.get("title", String.class))))
                .all()
                .collectList();
    }

    private static <T> UUID[] ids(Collection<T> ids, Function<T, UUID> value) {
        return ids.stream().map(value).toArray(UUID[]::new);
    }

    /**
     * @param title of the workshop
     */
    private record Titled(Participant participant, String title) {}
}
