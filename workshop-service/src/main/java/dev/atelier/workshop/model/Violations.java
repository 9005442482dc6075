package dev.atelier.workshop.model;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.InputError;
import dev.atelier.common.problem.RefusedException;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Collects all that is wrong with some input, so that all of it is told at once. */
public final class Violations {

    private final List<InputError> errors = new ArrayList<>();

    /** What was wrong, in the order in which it was found. */
    public List<InputError> errors() {
        return List.copyOf(errors);
    }

    /**
     * Lets the input pass.
     *
     * @throws RefusedException naming everything that is wrong with it
     */
    public void requireNone() {
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors()).exception();
        }
    }

    public void add(String pointer, String detail) {
        errors.add(new InputError(pointer, detail));
    }

    public void unless(boolean holds, String pointer, String detail) {
        if (!holds) {
            add(pointer, detail);
        }
    }

    /**
     * Reads a value that has a form of its own; one that has another form is a violation.
     *
     * @param form throws when the text does not have it
     * @param detail says what the form is
     * @return null when there is no text, or none of that form
     */
    public <T> @Nullable T read(
            @Nullable String text, String pointer, Function<String, T> form, String detail) {
        if (text == null) {
            return null;
        }
        try {
            return form.apply(text);
        } catch (IllegalArgumentException | DateTimeException _) {
            add(pointer, detail);
            return null;
        }
    }

    /** Reads one of a few words. */
    public <E extends Enum<E>> @Nullable E choice(
            @Nullable String text, String pointer, Class<E> words) {
        return read(
                text,
                pointer,
                word -> Enum.valueOf(words, word),
                "must be one of " + List.of(words.getEnumConstants()));
    }

    /** Optional text of limited length. */
    public void text(@Nullable String text, String pointer, int maxLength) {
        if (text == null) {
            return;
        }
        unless(
                text.codePointCount(0, text.length()) <= maxLength,
                pointer,
                "must have at most %d characters".formatted(maxLength));
        unless(isStorable(text), pointer, "must not have NUL or half of a surrogate pair in it");
    }

    /** Text that must be there, and be more than space. */
    public void requiredText(@Nullable String text, String pointer, int maxLength) {
        unless(text != null && !text.isBlank(), pointer, "must not be blank");
        text(text, pointer, maxLength);
    }

    /** What JSON can carry and neither UTF-8 nor Postgres can. */
    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }
}
