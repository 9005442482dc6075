package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

class StateTest {

    private static final State STOPPED = new State.Stopped();
    private static final State PREPARING = new State.Preparing(Instant.EPOCH);
    private static final State WAITING = new State.Waiting(List.of());
    private static final State STARTING = new State.Starting(Instant.EPOCH);
    private static final State READY = new State.Ready(Duration.ZERO);
    private static final State STOPPING = new State.Stopping();
    private static final State FAILED = new State.Failed("", List.of());

    private static final Map<State, Set<State>> TRANSITIONS =
            Map.of(
                    STOPPED, Set.of(PREPARING),
                    PREPARING, Set.of(WAITING, STOPPED, FAILED),
                    WAITING, Set.of(STARTING, STOPPED, FAILED),
                    STARTING, Set.of(READY, STOPPING, FAILED),
                    READY, Set.of(STOPPING, FAILED),
                    STOPPING, Set.of(STOPPED),
                    FAILED, Set.of(PREPARING, STOPPED));

    static Stream<State[]> pairs() {
        return TRANSITIONS.keySet().stream()
                .flatMap(from -> TRANSITIONS.keySet().stream().map(to -> new State[] {from, to}));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void permitsExactlyTheTransitionsOfTheTable(State from, State to) {
        assertThat(from.mayBecome(to)).isEqualTo(TRANSITIONS.get(from).contains(to));
    }
}
