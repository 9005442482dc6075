package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer must never hold: what the platform is made of, and where in it something happened.
 */
public final class Leaks {

    private static final List<Pattern> OF_THE_INSIDE =
            List.of(
                    Pattern.compile(
                            "\\b(java|javax|jakarta|sun|jdk|kotlin|scala|reactor"
                                    + "|dev\\.atelier|org\\.springframework|tools\\.jackson"
                                    + "|com\\.fasterxml|com\\.nimbusds|org\\.postgresql"
                                    + "|io\\.(netty|r2dbc|projectreactor|micrometer))"
                                    + "(\\.[a-z]\\w*)+\\.[A-Z]\\w*"),
                    Pattern.compile("\\bat [\\w.$]+\\([\\w.]+:\\d+\\)"),
                    Pattern.compile("\\b[A-Z]\\w+(Exception|Throwable)\\b"),
                    Pattern.compile("SQLSTATE|\\b[2-5][0-9A-Z]{4}\\] "),
                    Pattern.compile(
                            "duplicate key|violates (\\w+[ -])*constraint|syntax error|"
                                    + "invalid input syntax|invalid byte sequence|out of range for"
                                    + " type"),
                    Pattern.compile("(relation|column|function|schema) \"?\\w+\"? (does not|of)"),
                    Pattern.compile("(?i)\\b(r2dbc|flyway|hibernate|hikari)\\b"),
                    Pattern.compile("(/tmp|/work|/root|/home|/usr)/\\w+"));

    private Leaks() {}

    /** The first of what an answer's text gives away. */
    public static Optional<String> in(String text) {
        return OF_THE_INSIDE.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
    }

    /** The same answer, when neither its headers nor its body give anything away. */
    public static Answer none(Answer answer) {
        String all = answer.response().headers().map() + answer.response().body();
        assertThat(in(all)).as(all).isEmpty();
        return answer;
    }
}
