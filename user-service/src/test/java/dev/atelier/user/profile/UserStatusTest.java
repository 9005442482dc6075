package dev.atelier.user.profile;

import static dev.atelier.user.profile.UserStatus.ACTIVE;
import static dev.atelier.user.profile.UserStatus.DEACTIVATED;
import static dev.atelier.user.profile.UserStatus.ERASED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.stream.Stream;

class UserStatusTest {

    /** Written out here once more, on purpose. */
    private static final Set<String> LEGAL =
            Set.of(
                    ACTIVE + ">" + DEACTIVATED,
                    ACTIVE + ">" + ERASED,
                    DEACTIVATED + ">" + ACTIVE,
                    DEACTIVATED + ">" + ERASED,
                    ERASED + ">" + ACTIVE);

    static Stream<Arguments> everyPair() {
        return Stream.of(UserStatus.values())
                .flatMap(from -> Stream.of(UserStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void becomesWhatTheTableSaysAndNothingElse(UserStatus from, UserStatus to) {
        if (LEGAL.contains(from + ">" + to)) {
            assertThat(from.become(to)).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> from.become(to)).isInstanceOf(IllegalStateException.class);
        }
    }
}
