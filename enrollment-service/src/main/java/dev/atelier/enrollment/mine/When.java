package dev.atelier.enrollment.mine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which participations are listed by the time of their workshop, and in which order. */
enum When {
    /** Not over yet, the next first. */
    UPCOMING("lower(known_workshop.during)", true),
    /** Over, the last first. */
    PAST("lower(known_workshop.during)", false),
    /** All, the newest sign-up first. */
    ANY("participant.created_at", false);

    private final String key;
    private final boolean ascending;

    When(String key, boolean ascending) {
        this.key = key;
        this.ascending = ascending;
    }

    /** By the word of the API. */
    static Optional<When> of(String word) {
        return Arrays.stream(values())
                .filter(when -> when != ANY && when.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The expression that the list is sorted by; the id decides between equals. */
    String key() {
        return key;
    }

    String direction() {
        return ascending ? "ASC" : "DESC";
    }

    /** How the following keys compare to one before them. */
    String beyond() {
        return ascending ? ">" : "<";
    }
}
