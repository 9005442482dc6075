package dev.atelier.workshop.model;

import org.jspecify.annotations.Nullable;

/**
 * What a workshop is about.
 *
 * @param language in which it is held, as a BCP 47 tag
 */
public record Topic(
        String title, @Nullable String summary, @Nullable String description, String language) {

    public static final String DEFAULT_LANGUAGE = "en";

    void check(Violations violations) {
        violations.requiredText(title, "/title", 200);
        violations.text(summary, "/summary", 500);
        violations.text(description, "/description", 10_000);
    }
}
