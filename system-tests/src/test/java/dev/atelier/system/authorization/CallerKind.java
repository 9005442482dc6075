package dev.atelier.system.authorization;

import java.util.Locale;

/** What a caller can be to Atelier, and to the workshop that an operation is about. */
enum CallerKind {
    NOBODY("has no token"),
    STRANGER("is registered, and has no part in the workshop"),
    PARTICIPANT("takes part in it, with a seat or with the offer of one"),
    INVITED("is asked to help to run it, and has not answered"),
    STANDBY("stands by to run it"),
    ACTIVE("drafted it and runs it; in `{unstaffed}` they are unavailable"),
    FORMER("ran it, and has stepped down"),
    ADMIN("has an admin's token, and no part in it"),
    DEACTIVATED(
            "runs it too (in `{unstaffed}` stands by) and takes part in it; an admin has"
                    + " deactivated them since"),
    ERASED("ran it too and took part in it; has erased themselves since, and holds a token still");

    private final String meaning;

    CallerKind(String meaning) {
        this.meaning = meaning;
    }

    /** In a few words, for people. */
    String meaning() {
        return meaning;
    }

    /** As the table writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CallerKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
