package dev.atelier.faults;

import static java.util.stream.Collectors.joining;

import dev.atelier.faults.Run.Result;
import dev.atelier.faults.check.Check;
import dev.atelier.faults.check.Verdict;
import dev.atelier.faults.nemesis.Fault;
import dev.atelier.faults.traffic.Fate;

import java.util.Arrays;
import java.util.List;

/** What a long run has shown, for whoever was not there. */
record Report(Options options, List<Result> results) {

    private static final List<String> COLUMNS =
            Arrays.stream(Fault.values()).map(Fault::column).distinct().toList();

    String text() {
        return """
        # Faults at random

        Written by `%1$s` on %2$s with %3$d cores: %4$s.

        One platform serves all seeds, each with people and workshops of its own. Sign-up runs twice.
        Twenty clients act for twelve people in six workshops that overlap in time, with one to six
        seats, waitlists of all modes and offers that last two seconds: they sign up, with and without
        keys, repeat keys, cancel, accept and decline, and an organizer changes capacities. Meanwhile
        instances are killed with `kill -9` and started again, Postgres is stopped or killed,
        connections between gateway and sign-up and between sign-up and Postgres are cut, refused and
        delayed, and messages are delivered again and late. Then all is healed, everything under way
        arrives, and the rules below are asked of the clients' log and the database.

        | %5$s |
        |%6$s|
        %7$s

        *Unknown* is a request whose answer did not come, or was `503`, `504` or another error of the
        server's; in brackets, how many of those had been done. *Duplicates* are messages.

        ## The rules

        %8$s

        That the rules can fail is tested with each build: without the locks, without the constraint and
        with the newest first, the right one does
        ([`SabotageIT`](../system-tests/faults/src/test/java/dev/atelier/faults/SabotageIT.java)).

        ## What this does not show

        - A seed decides what each client and each fault does, and in which order; what meets what is
          left to the machine. A run that has failed is likely, not certain, to fail again.
        - The order of commit is that of transaction ids. It is the true order of transactions that share
          a lock, of a user or a workshop. Where two share none, one overtaking the other is let pass
          unless the one had ended for certain, by a look at Postgres twenty times a second, before the
          other began.
        - A request with an unknown end and a key counts as done when any request with that key was; one
          without a key, when somebody came to that workshop for that user while it went on; a
          cancellation or an answer to an offer, when that is how it ended, whoever brought it about.
        - Workshops do not move, end or get cancelled, nobody is erased or deactivated, and nobody but the
          participants cancels. Attendance is not taken.
        - The disk does not lose what was flushed, clocks do not jump, the machine does not lose power, and
          user-service, workshop-service, the gateway and the queue server are not killed here
          (`CrashIT` does that).
        - It says nothing about speed.
        """
                .formatted(
                        options.command(),
                        System.getProperty("os.name"),
                        Runtime.getRuntime().availableProcessors(),
                        outcome(),
                        "seed | requests | ok | fail | unknown | "
                                + String.join(" | ", COLUMNS)
                                + " | checks passed",
                        "---|".repeat(COLUMNS.size() + 5) + "---",
                        results.stream().map(Report::row).collect(joining("\n")),
                        Arrays.stream(Check.values())
                                .map(check -> "- %s".formatted(check.rule()))
                                .collect(joining("\n")));
    }

    private String outcome() {
        long failed = results.stream().filter(result -> !result.verdict().passed()).count();
        return "%d seeds of %d s of traffic, of which %s"
                .formatted(
                        results.size(),
                        options.duration().toSeconds(),
                        failed == 0 ? "none broke a rule" : failed + " broke a rule");
    }

    private static String row(Result result) {
        Verdict verdict = result.verdict();
        long requests = Arrays.stream(Fate.values()).mapToLong(verdict::count).sum();
        int checks = Check.values().length;
        return "| %d | %d | %d | %d | %d (%d) | %s | %d of %d |"
                .formatted(
                        result.seed(),
                        requests,
                        verdict.count(Fate.OK),
                        verdict.count(Fate.FAIL),
                        verdict.count(Fate.UNKNOWN),
                        verdict.doneAfterAll(),
                        COLUMNS.stream()
                                .map(column -> Integer.toString(count(result, column)))
                                .collect(joining(" | ")),
                        checks - verdict.failed().size(),
                        checks);
    }

    private static int count(Result result, String column) {
        return result.faults().entrySet().stream()
                .filter(fault -> fault.getKey().column().equals(column))
                .mapToInt(fault -> fault.getValue())
                .sum();
    }
}
