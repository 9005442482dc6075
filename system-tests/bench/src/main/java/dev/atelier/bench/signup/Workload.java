package dev.atelier.bench.signup;

import dev.atelier.bench.engine.Ids;

import java.util.Random;
import java.util.UUID;

/** For which workshops people sign up. */
enum Workload {
    /** All for one. */
    HOT(1),
    /** Each for any of many. */
    SPREAD(1000);

    private final int workshops;

    Workload(int workshops) {
        this.workshops = workshops;
    }

    int workshops() {
        return workshops;
    }

    UUID workshop(Random random) {
        return Ids.workshop(this == HOT ? 0 : 1 + random.nextInt(workshops));
    }

    String word() {
        return this == HOT ? "hot" : "spread";
    }
}
