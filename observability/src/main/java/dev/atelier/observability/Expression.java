package dev.atelier.observability;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An expression of Prometheus's, as far as one must understand it to know which series it wants.
 *
 * @param text of one or several expressions
 */
public record Expression(String text) {

    private static final Pattern COMMENT = Pattern.compile("#.*");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    /** Strings that are arguments; those of matchers stand in braces and are kept. */
    private static final Pattern ARGUMENT =
            Pattern.compile("(?<=[(,]\\s?)\"[^\"]*\"(?=\\s*[,)\\n])");

    private static final Pattern SELECTOR =
            Pattern.compile(
                    "(?<![\\w:.])([a-zA-Z_:][\\w:]*)(\\{(?:[^}\"]|\"[^\"]*\")*})?(?!\\s*\\()(?![\\w:])");

    private static final Set<String> WORDS =
            Set.of(
                    "and",
                    "or",
                    "unless",
                    "bool",
                    "offset",
                    "by",
                    "without",
                    "on",
                    "ignoring",
                    "NaN");

    /** What it reads, each with the labels that it wants. */
    public List<String> selectors() {
        String plain = text;
        for (Pattern other : List.of(COMMENT, RANGE, GROUPING, ARGUMENT)) {
            plain = other.matcher(plain).replaceAll("");
        }
        return SELECTOR.matcher(plain)
                .results()
                .filter(found -> !WORDS.contains(found.group(1)))
                .map(MatchResult::group)
                .distinct()
                .toList();
    }
}
