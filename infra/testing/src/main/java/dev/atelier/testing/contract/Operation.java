package dev.atelier.testing.contract;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method on a path, and what is so about it that the same is promised of it as of others.
 *
 * @param path with the variables' names as docs/http-api.md has them
 * @param body one that has nothing wrong with it; empty when it takes none
 */
public record Operation(String method, String path, String body, Set<Trait> traits) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** What an operation has in common with others. */
    public enum Trait {
        /** Answers page by page. */
        LIST,
        /** Carries an entity tag, and answers 304 to who has it. */
        TAGGED,
        /** Changes only what the caller has seen. */
        MATCHING,
        /** Is closed to who is deactivated. */
        WRITING,
        /** Is closed to some who may see what it is about. */
        GUARDED,
        /** Is for people, and for no program. */
        PERSONAL
    }

    /** An operation that takes no body. */
    public static Operation of(String operation, Trait... traits) {
        return taking("", operation, traits);
    }

    public static Operation taking(String body, String operation, Trait... traits) {
        String[] parts = operation.split(" ");
        return new Operation(parts[0], parts[1], body, Set.of(traits));
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    boolean takesBody() {
        return !body.isEmpty();
    }

    List<String> variables() {
        return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
    }

    String path(UnaryOperator<String> values) {
        return VARIABLE.matcher(path)
                .replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
    }

    /** The same whatever the variables are called. */
    public String shape() {
        return method + " " + VARIABLE.matcher(path).replaceAll("{}");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
