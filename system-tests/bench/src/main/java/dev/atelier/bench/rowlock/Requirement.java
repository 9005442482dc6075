package dev.atelier.bench.rowlock;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** A need of a workshop, as its event tells. */
public record Requirement(
        UUID id,
        String code,
        String kind,
        String audience,
        @Nullable String description,
        boolean mandatory,
        @Nullable UUID broughtBy) {

    boolean isMissingFrom(SignUp signUp) {
        return audience.equals("PARTICIPANT") && !signUp.acknowledged().contains(id);
    }
}
