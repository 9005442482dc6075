package dev.atelier.common.web;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.atelier.common.problem.RefusedException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class EntityTagTest {

    private static final long VERSION = 7;

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "\"7.1a2b\"", "\"7.\"", "*", "\"6\", \"7\"", " \"7\" "})
    void letsThoseChangeWhoHaveSeenTheVersion(String ifMatch) {
        assertThatNoException().isThrownBy(() -> EntityTag.requireMatch(List.of(ifMatch), VERSION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"6\"", "7", "W/\"7\"", "\"\"", "\"", "\".\"", "\"...\"", "\".7\"", "\"77\"", "",
                ","
            })
    void refusesEverythingElseWhateverItsForm(String ifMatch) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> EntityTag.requireMatch(List.of(ifMatch), VERSION))
                .matches(refused -> refused.refusal().problem().status().value() == 412);
    }
}
