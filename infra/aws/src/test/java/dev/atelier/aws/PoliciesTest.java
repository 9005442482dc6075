package dev.atelier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;

/** Every policy holds for the templates, and would notice if it did not. */
class PoliciesTest {

    private static final World WORLD = World.synthesized();

    @ParameterizedTest
    @EnumSource
    void holds(Policy policy) {
        if (Committed.RECORD && policy == Policy.ROLES_ARE_EXACT) {
            Committed.RIGHTS.record(
                    "# What each program may do, in every environment. Written by the test with"
                            + " -Datelier.aws.record=true;\n# a line more or less is for a reviewer"
                            + " to ask about.\n"
                            + String.join("\n", RightsPolicies.rightsOf(WORLD.dev()))
                            + "\n");
        }
        assertThat(policy.findings(WORLD)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void noticesThat(Mutation mutation) {
        World mutated = WORLD.copy();
        mutation.change().accept(mutated);

        assertThat(mutation.policy().findings(mutated)).isNotEmpty();
    }

    @Test
    void everyPolicyHasBeenSeenToFail() {
        List<Policy> mutated = mutations().stream().map(Mutation::policy).distinct().toList();

        assertThat(mutated).containsExactlyInAnyOrderElementsOf(Arrays.asList(Policy.values()));
    }

    static List<Mutation> mutations() {
        return Mutation.ALL;
    }
}
