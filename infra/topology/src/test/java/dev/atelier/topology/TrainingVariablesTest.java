package dev.atelier.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

class TrainingVariablesTest {

    @ParameterizedTest
    @MethodSource("deployables")
    void areLinesThatAShellReadsAndLeadNowhere(Deployable deployable) {
        assertThat(TrainingVariables.script(deployable).lines())
                .contains("ATELIER_ENVIRONMENT='training'")
                .allMatch(line -> line.matches("[A-Z0-9_]+='[^']*'"))
                .filteredOn(line -> line.contains("://"))
                .isNotEmpty()
                .allMatch(line -> line.contains(".invalid"));
    }

    static List<Deployable> deployables() {
        return Topology.ATELIER.deployables();
    }
}
