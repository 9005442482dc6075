package dev.atelier.workshop.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.people.KnownUser.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.UUID;

class StandingTest {

    @Test
    void letsActiveUserWrite() {
        assertThatNoException().isThrownBy(() -> user(Status.ACTIVE).standing().requireGood());
    }

    @ParameterizedTest
    @CsvSource({"DEACTIVATED, user-deactivated", "ERASED, user-not-registered"})
    void letsNobodyElseWrite(Status status, String slug) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> user(status).standing().requireGood())
                .satisfies(
                        refused -> assertThat(refused.refusal().problem().slug()).isEqualTo(slug));
    }

    private static KnownUser user(Status status) {
        return new KnownUser(new UserId(UUID.randomUUID()), null, status, List.of(), 1);
    }
}
