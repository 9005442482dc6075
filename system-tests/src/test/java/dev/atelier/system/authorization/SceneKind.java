package dev.atelier.system.authorization;

import java.util.Locale;

/** The state of a workshop in which the table asks for an operation. */
enum SceneKind {
    DRAFT("not published yet"),
    PUBLISHED("open for sign-up, with free seats"),
    UNSTAFFED("published, and nobody is active: the lead is unavailable"),
    OFFERING("full, with a seat offered to the participant"),
    OVER("published, and its end has passed");

    private final String meaning;

    SceneKind(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SceneKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether people could sign up for it. */
    boolean isPublic() {
        return this != DRAFT;
    }
}
