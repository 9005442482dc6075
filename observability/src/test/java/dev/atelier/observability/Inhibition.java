package dev.atelier.observability;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An inhibition of Alertmanager's, understood as far as ours go: it has no program that tests them.
 */
record Inhibition(Map<String, Object> rule) {

    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=)\"(.*)\"");
    private static final Pattern GROUP = Pattern.compile("^(.*)\\(([^)]*)\\)(.*)$");

    boolean mutes(Map<String, String> source, Map<String, String> target) {
        return matches("source_matchers", source)
                && matches("target_matchers", target)
                && strings("equal").allMatch(label -> source.get(label).equals(target.get(label)));
    }

    /** All alerts that it names; what a dot stands for is left out. */
    Stream<String> names() {
        return Stream.of("source_matchers", "target_matchers")
                .flatMap(this::strings)
                .map(Inhibition::value)
                .flatMap(Inhibition::alternatives)
                .filter(name -> !name.contains("."));
    }

    private boolean matches(String matchers, Map<String, String> labels) {
        return strings(matchers).allMatch(matcher -> matches(parsed(matcher), labels));
    }

    private static boolean matches(Matcher matcher, Map<String, String> labels) {
        String label = labels.getOrDefault(matcher.group(1), "");
        return matcher.group(2).equals("=")
                ? label.equals(matcher.group(3))
                : label.matches(matcher.group(3));
    }

    private static String value(String matcher) {
        return parsed(matcher).group(3);
    }

    /** {@code A(B|C)|D} stands for {@code AB}, {@code AC} and {@code D}. */
    private static Stream<String> alternatives(String regex) {
        return Pattern.compile("\\|(?![^(]*\\))")
                .splitAsStream(regex)
                .flatMap(
                        part -> {
                            Matcher group = GROUP.matcher(part);
                            return group.matches()
                                    ? Stream.of(group.group(2).split("\\|"))
                                            .map(one -> group.group(1) + one + group.group(3))
                                    : Stream.of(part);
                        });
    }

    private static Matcher parsed(String matcher) {
        Matcher parsed = MATCHER.matcher(matcher);
        if (!parsed.matches()) {
            throw new IllegalArgumentException(matcher);
        }
        return parsed;
    }

    private Stream<String> strings(String key) {
        return ((List<?>) rule.get(key)).stream().map(Object::toString);
    }
}
