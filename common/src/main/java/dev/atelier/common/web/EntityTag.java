package dev.atelier.common.web;

import dev.atelier.common.problem.CommonRefusal.PreconditionFailed;
import dev.atelier.common.problem.CommonRefusal.PreconditionRequired;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A strong entity tag: {@code "<version>"}, or {@code "<version>.<hash>"} where the answer holds
 * fields that change without the resource's own version.
 */
public record EntityTag(String value) {

    /** The tag of a resource whose answer holds nothing but its own state. */
    public static EntityTag of(long version) {
        return new EntityTag("\"" + version + "\"");
    }

    /**
     * The tag of a resource whose answer also holds these derived values. They are hashed by their
     * text: an enum's own hash differs between instances of a service.
     */
    public static EntityTag of(long version, @Nullable Object... derived) {
        return new EntityTag(
                "\""
                        + version
                        + "."
                        + Integer.toHexString(Arrays.deepToString(derived).hashCode())
                        + "\"");
    }

    /**
     * Lets a change pass only when the caller has seen the current version.
     *
     * @param ifMatch the values of {@code If-Match}
     * @param version the resource's version now
     * @throws dev.atelier.common.problem.RefusedException when the header is missing or the version
     *     is another
     */
    public static void requireMatch(List<String> ifMatch, long version) {
        if (ifMatch.isEmpty()) {
            throw new PreconditionRequired().exception();
        }
        boolean matches =
                ifMatch.stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || isVersion(tag, version));
        if (!matches) {
            throw new PreconditionFailed().exception();
        }
    }

    private static boolean isVersion(String tag, long version) {
        boolean strong = tag.length() > 2 && tag.startsWith("\"") && tag.endsWith("\"");
        return strong
                && Objects.equals(
                        tag.substring(1, tag.length() - 1).split("\\.", 2)[0],
                        Long.toString(version));
    }

    @Override
    public String toString() {
        return value;
    }
}
