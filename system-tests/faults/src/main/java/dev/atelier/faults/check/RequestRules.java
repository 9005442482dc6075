package dev.atelier.faults.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.atelier.faults.check.Evidence.Key;
import dev.atelier.faults.traffic.Attempt;
import dev.atelier.faults.traffic.Exchange;
import dev.atelier.faults.traffic.Fate;
import dev.atelier.faults.traffic.Kind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The rules of requests: what was said to be done is done, and nothing else is. */
final class RequestRules {

    private static final int CREATED = 201;
    private static final String DECLINED = "The offer was declined.";

    private RequestRules() {}

    /** Whoever was told that they take part does so, and was told once that this is new. */
    static List<String> acknowledgedExistsOnce(Evidence evidence) {
        List<String> found = new ArrayList<>();
        List<Exchange> acknowledged = evidence.exchanges(Kind.SIGN_UP, Fate.OK);
        for (Exchange exchange : acknowledged) {
            Row row = evidence.rows().get(participant(exchange));
            if (row == null) {
                found.add(exchange + " was answered with a participant that does not exist");
            } else if (!row.user().equals(exchange.attempt().user())
                    || !row.workshop().equals(exchange.attempt().workshop())) {
                found.add(exchange + " was answered with " + row);
            }
        }
        acknowledged.stream()
                .filter(exchange -> exchange.answer().status() == CREATED)
                .collect(groupingBy(RequestRules::participant))
                .values()
                .stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> found.add("made more than once: " + same));
        return found;
    }

    private static UUID participant(Exchange exchange) {
        return Objects.requireNonNull(exchange.answer().id(), exchange::toString);
    }

    /** What was said to be cancelled, accepted, declined or changed is so for good. */
    static List<String> acknowledgedChangesLast(Evidence evidence) {
        Map<UUID, List<Change>> changes = evidence.changesByParticipant();
        return evidence.exchanges().stream()
                .filter(exchange -> exchange.fate() == Fate.OK)
                .filter(exchange -> exchange.kind() != Kind.SIGN_UP)
                .filter(exchange -> !isDone(exchange, evidence, changes))
                .map(exchange -> exchange + " was acknowledged, and is not done")
                .toList();
    }

    /** The same key of the same user always means the same participant. */
    static List<String> sameKeySameAnswer(Evidence evidence) {
        List<String> found = new ArrayList<>();
        evidence.exchanges(Kind.SIGN_UP, Fate.OK).stream()
                .filter(exchange -> key(exchange).isPresent())
                .collect(groupingBy(exchange -> key(exchange).orElseThrow()))
                .forEach(
                        (key, same) -> {
                            Set<UUID> answers =
                                    same.stream().map(RequestRules::participant).collect(toSet());
                            if (!answers.equals(Set.of(kept(evidence, key)))) {
                                found.add(
                                        "%s was answered with %s and is kept for %s"
                                                .formatted(key, answers, kept(evidence, key)));
                            }
                        });
        return found;
    }

    private static Optional<Key> key(Exchange exchange) {
        return exchange.attempt() instanceof Attempt.SignUp signUp && signUp.key() != null
                ? Optional.of(new Key(signUp.user(), signUp.key()))
                : Optional.empty();
    }

    /** The id that no participant has, when nothing is kept. */
    private static UUID kept(Evidence evidence, Key key) {
        return evidence.keys().getOrDefault(key, new UUID(0, 0));
    }

    /** Refusals are those that the contract has, and no answer is an error of ours. */
    static List<String> answersAsPromised(Evidence evidence) {
        return evidence.exchanges().stream()
                .filter(RequestRules::isUnexpected)
                .map(exchange -> exchange + ": " + exchange.answer().body())
                .toList();
    }

    private static boolean isUnexpected(Exchange exchange) {
        return switch (exchange.fate()) {
            case OK -> false;
            case FAIL -> !exchange.kind().mayBeRefused(exchange.answer().problem());
            case UNKNOWN -> !Set.of(0, 503, 504).contains(exchange.answer().status());
        };
    }

    /**
     * Every participant comes from a request that was done or may have been, and everything that
     * happened to one as well. With that, a request whose end is unknown was either done or not:
     * there is no third.
     */
    static List<String> nothingUnasked(Evidence evidence) {
        List<String> found = new ArrayList<>(unaskedParticipants(evidence));
        Map<UUID, List<Change>> changes = evidence.changesByParticipant();
        Set<UUID> cancelled = asked(evidence, Kind.CANCEL);
        Set<UUID> declined = asked(evidence, Kind.DECLINE);
        Set<UUID> accepted = asked(evidence, Kind.ACCEPT);
        evidence.rows()
                .forEach(
                        (id, row) -> {
                            Set<UUID> asked = isDeclined(row) ? declined : cancelled;
                            if ("PARTICIPANT".equals(row.cancelledBy()) && !asked.contains(id)) {
                                found.add(row + " was cancelled by nobody");
                            }
                            if (wasAccepted(changes.getOrDefault(id, List.of()))
                                    && !accepted.contains(id)) {
                                found.add(row + " had an offer that was accepted by nobody");
                            }
                        });
        return found;
    }

    private static List<String> unaskedParticipants(Evidence evidence) {
        Set<UUID> acknowledged =
                evidence.exchanges(Kind.SIGN_UP, Fate.OK).stream()
                        .map(RequestRules::participant)
                        .collect(toSet());
        List<Exchange> unknown = new ArrayList<>(evidence.exchanges(Kind.SIGN_UP, Fate.UNKNOWN));
        List<String> found = new ArrayList<>();
        evidence.rows().values().stream()
                .filter(row -> !acknowledged.contains(row.id()))
                .sorted(Comparator.comparing(Row::createdAt))
                .forEach(
                        row ->
                                unknown.stream()
                                        .filter(exchange -> mayHaveMade(exchange, row))
                                        .findFirst()
                                        .ifPresentOrElse(
                                                unknown::remove,
                                                () -> found.add(row + " was asked for by nobody")));
        return found;
    }

    private static boolean mayHaveMade(Exchange exchange, Row row) {
        return exchange.attempt().user().equals(row.user())
                && exchange.attempt().workshop().equals(row.workshop())
                && !exchange.invoked().isAfter(row.createdAt());
    }

    private static Set<UUID> asked(Evidence evidence, Kind kind) {
        return Stream.of(Fate.OK, Fate.UNKNOWN)
                .map(fate -> evidence.exchanges(kind, fate))
                .flatMap(Collection::stream)
                .map(exchange -> exchange.attempt().participant())
                .flatMap(Optional::stream)
                .collect(toSet());
    }

    private static boolean isDeclined(Row row) {
        return DECLINED.equals(row.reason());
    }

    private static boolean wasAccepted(List<Change> changes) {
        return changes.stream()
                .anyMatch(
                        change ->
                                change.version() > 1
                                        && change.type().equals("participant.enrolled.v1"));
    }

    /** How many requests with an unknown end were done after all. */
    static long doneAfterAll(Evidence evidence) {
        Map<UUID, List<Change>> changes = evidence.changesByParticipant();
        return evidence.exchanges().stream()
                .filter(exchange -> exchange.fate() == Fate.UNKNOWN)
                .filter(exchange -> isDone(exchange, evidence, changes))
                .count();
    }

    private static boolean isDone(
            Exchange exchange, Evidence evidence, Map<UUID, List<Change>> changes) {
        return switch (exchange.attempt()) {
            case Attempt.SignUp signUp -> isDone(signUp, exchange, evidence);
            case Attempt.Change change ->
                    isDone(change, evidence, changes.getOrDefault(change.id(), List.of()));
            case Attempt.ChangeCapacity change ->
                    Objects.equals(
                            evidence.capacities()
                                    .getOrDefault(change.workshop(), new TreeMap<>())
                                    .get(change.version() + 1),
                            change.capacity());
        };
    }

    private static boolean isDone(Attempt.Change asked, Evidence evidence, List<Change> changes) {
        Row row = Objects.requireNonNull(evidence.rows().get(asked.id()), asked::toString);
        return switch (asked.kind()) {
            case CANCEL -> row.status().equals("CANCELLED");
            case DECLINE -> isDeclined(row);
            case ACCEPT -> wasAccepted(changes);
            case SIGN_UP, CHANGE_CAPACITY -> throw new IllegalArgumentException(asked.toString());
        };
    }

    /** Without a key it is done when somebody came while it went on. */
    private static boolean isDone(Attempt.SignUp signUp, Exchange exchange, Evidence evidence) {
        return signUp.key() == null
                ? evidence.rows().values().stream()
                        .filter(row -> !row.createdAt().isAfter(exchange.answered()))
                        .anyMatch(row -> mayHaveMade(exchange, row))
                : evidence.keys().containsKey(new Key(signUp.user(), signUp.key()));
    }
}
