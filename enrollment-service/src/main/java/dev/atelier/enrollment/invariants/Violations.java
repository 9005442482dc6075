package dev.atelier.enrollment.invariants;

import java.util.List;
import java.util.UUID;

/**
 * What breaks an invariant.
 *
 * @param rule the invariant
 * @param count of all that break it
 * @param examples the ids of some of them
 */
record Violations(String rule, long count, List<UUID> examples) {}
