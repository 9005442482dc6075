package dev.atelier.system.authorization;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation, what it is done to, and what it answers each kind of caller.
 *
 * @param service which answers it
 * @param path below {@code /api/v1}; its variables say whose thing it is, or in what state
 * @param accept the form that is asked for; empty for the usual one
 */
record Row(String service, String method, String path, String accept, Map<CallerKind, Cell> cells) {

    private static final Pattern VARIABLE = Pattern.compile("(\\w+)/\\{(\\w+)}");
    private static final Pattern WORKSHOP = Pattern.compile("/workshops/\\{(\\w+)}.*");

    Cell cell(CallerKind caller) {
        return cells.get(caller);
    }

    List<CallerKind> callers() {
        return List.of(CallerKind.values());
    }

    /** The state of the workshop that it is about, if it is about one. */
    Optional<SceneKind> scene() {
        return Optional.of(WORKSHOP.matcher(path))
                .filter(Matcher::matches)
                .map(found -> SceneKind.of(found.group(1)));
    }

    boolean isReading() {
        return method.equals("GET");
    }

    /** Whether it changes the caller, who cannot be asked the same again. */
    boolean isAboutCaller() {
        return !isReading() && path.startsWith("/users/me");
    }

    /** Whether a successful call leaves behind another workshop than it met. */
    boolean wearsOut(CallerKind caller) {
        return !isReading() && scene().isPresent() && cell(caller).isSuccess();
    }

    /** Who must have a part in the workshop, for the caller to do it. */
    Set<CallerKind> needed(CallerKind caller) {
        Set<CallerKind> needed = EnumSet.of(caller);
        for (CallerKind kind : CallerKind.values()) {
            if (path.contains("{" + kind.word() + "}")) {
                needed.add(kind);
            }
        }
        return needed;
    }

    /**
     * Its path with a value for each variable.
     *
     * @param values by what the variable stands below, and its name, as in {@code workshops draft}
     */
    String path(UnaryOperator<String> values) {
        return VARIABLE.matcher("/api/v1" + path)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        found.group(1)
                                                + "/"
                                                + values.apply(
                                                        found.group(1) + " " + found.group(2))));
    }

    /** The operation, whatever its variables are called. */
    String shape() {
        return shape(method, "/api/v1" + path);
    }

    static String shape(String method, String path) {
        return method + " " + path.replaceAll("\\{\\w+}", "{}");
    }

    /** The operation and the form, as the table writes them. */
    String operation() {
        return method + " " + path + (accept.isEmpty() ? "" : " as " + accept);
    }

    @Override
    public String toString() {
        return operation();
    }
}
