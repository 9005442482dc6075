package dev.atelier.system.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.system.RunningPlatform;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Walks the whole table, through the gateway and directly at each service, as no service leaves it
 * to the gateway who may do what.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AuthorizationIT {

    private final RunningPlatform running = RunningPlatform.shared();
    private final List<Row> rows = AuthorizationTable.rows();
    private Stage stage;

    @BeforeAll
    void set() {
        stage = Stage.set(running, rows);
    }

    Stream<Arguments> rows() {
        return Arrays.stream(Door.values())
                .flatMap(door -> rows.stream().map(row -> Arguments.of(door, row)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rows")
    void answersEachCallerAsTheTableSays(Door door, Row row) throws Exception {
        assertThat(answers(door, row)).isEqualTo(row.cells());
        row.scene().ifPresent(stage::requireUntouched);
    }

    /** All callers at once, since some have to be waited for. */
    private Map<CallerKind, Cell> answers(Door door, Row row)
            throws ExecutionException, InterruptedException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<CallerKind, Future<Cell>> asked = new EnumMap<>(CallerKind.class);
            for (CallerKind caller : row.callers()) {
                Asking asking = new Asking(running.platform(), stage, row, caller, door);
                asked.put(caller, callers.submit(asking::answer));
            }
            Map<CallerKind, Cell> answers = new EnumMap<>(CallerKind.class);
            for (var one : asked.entrySet()) {
                answers.put(one.getKey(), one.getValue().get());
            }
            return answers;
        }
    }
}
