package dev.atelier.observability;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many times faster than usual time passes, for tests that cannot wait for minutes. In an
 * expression it changes ranges, and the numbers that say behind them that they are {@code #
 * seconds}.
 *
 * @param factor what every duration is divided by
 */
public record Tempo(int factor) {

    public static final Tempo USUAL = new Tempo(1);

    private static final Pattern UNIT = Pattern.compile("(\\d+)(ms|s|m|h|d|w|y)");
    private static final Pattern DURATION = Pattern.compile("(?:\\d+(?:ms|s|m|h|d|w|y))+");
    private static final Pattern RANGE = Pattern.compile("\\[(" + DURATION + ")]");
    private static final Pattern SECONDS = Pattern.compile("(\\S) # seconds");

    /** A duration, as both programs write it. */
    public String duration(String duration) {
        return factor == 1 ? duration : milliseconds(duration) / factor + "ms";
    }

    /** An expression of Prometheus's. */
    public String expression(String expression) {
        return factor == 1
                ? expression
                : SECONDS.matcher(RANGE.matcher(expression).replaceAll(this::range))
                        .replaceAll("$1 / " + factor + " # seconds");
    }

    private String range(MatchResult range) {
        return "[" + duration(range.group(1)) + "]";
    }

    private static long milliseconds(String duration) {
        if (!DURATION.matcher(duration).matches()) {
            throw new IllegalArgumentException(duration + " is no duration");
        }
        long sum = 0;
        for (Matcher part = UNIT.matcher(duration); part.find(); ) {
            sum += Long.parseLong(part.group(1)) * milliseconds(part);
        }
        return sum;
    }

    private static long milliseconds(Matcher part) {
        return switch (part.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            case "w" -> 7 * 86_400_000L;
            default -> 365 * 86_400_000L;
        };
    }
}
