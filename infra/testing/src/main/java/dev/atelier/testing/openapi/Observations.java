package dev.atelier.testing.openapi;

import dev.atelier.testing.contract.Answer;
import dev.atelier.testing.contract.Operation;
import dev.atelier.testing.contract.Promise;
import dev.atelier.testing.contract.Provocation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a service has answered to the provocations of its contract. */
public final class Observations {

    private final Map<String, Observation> byProvocation = new LinkedHashMap<>();

    /** Provokes, and keeps the answer if it is as it was promised. */
    public void observe(Provocation provocation) {
        byProvocation.put(
                provocation.toString(),
                new Observation(provocation.promise(), provocation.how(), provocation.provoke()));
    }

    /** Provokes what has not been: a test may run alone. */
    public void observeOthers(Stream<Provocation> provocations) {
        provocations
                .filter(provocation -> !byProvocation.containsKey(provocation.toString()))
                .forEach(this::observe);
    }

    List<Observation> of(Operation operation) {
        return byProvocation.values().stream()
                .filter(seen -> seen.promise().operation().equals(operation.toString()))
                .toList();
    }

    /**
     * An answer, and the promise that it keeps.
     *
     * @param how it came to it, in a few words
     */
    record Observation(Promise promise, String how, Answer answer) {

        int status() {
            return promise.status();
        }

        boolean isProblem() {
            return !promise.problem().isEmpty();
        }

        String mediaType() {
            return answer.header("Content-Type").replaceFirst(";.*", "");
        }
    }
}
