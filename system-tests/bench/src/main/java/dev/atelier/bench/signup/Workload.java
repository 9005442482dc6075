package dev.atelier.bench.signup;

import dev.atelier.bench.engine.Ids;

import java.util.Random;
import java.util.UUID;

/** What people want, and of which workshops. */
enum Workload {
    /** A seat, all in one. */
    HOT("hot", 1, 201),
    /** A seat, each in any of many. */
    SPREAD("spread", 1000, 201),
    /** To see how many seats are left, each in any of many; the cheapest that can be asked. */
    LOOK("look", 1000, 200);

    private final String word;
    private final int workshops;
    private final int status;

    Workload(String word, int workshops, int status) {
        this.word = word;
        this.workshops = workshops;
        this.status = status;
    }

    int workshops() {
        return workshops;
    }

    UUID workshop(Random random) {
        return Ids.workshop(this == HOT ? 0 : 1 + random.nextInt(workshops));
    }

    String word() {
        return word;
    }

    /** Of the answer to who gets it. */
    int status() {
        return status;
    }

    /** How many seats are taken when so many have got what they want. */
    long seats(long served) {
        return this == LOOK ? 0 : served;
    }
}
