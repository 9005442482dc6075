package dev.atelier.bench.events;

import dev.atelier.bench.ReportPage;
import dev.atelier.bench.Table;
import dev.atelier.bench.signup.Spread;
import dev.atelier.bench.signup.Target;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The section of the report about events.
 *
 * @param machine where and when it was measured
 * @param peak sign-ups a second through the gateway
 * @param rates events a second
 */
record EventsReport(Plan plan, String machine, Spread peak, Map<Case, Spread> rates) {

    private static final String RATE = "%,.0f";

    boolean isGood() {
        return plan.quick() || targets().stream().allMatch(Target::met);
    }

    void write(Path page) throws IOException {
        ReportPage.put(page, "events", section());
    }

    String section() {
        return String.join(
                "\n\n",
                machine,
                "`./atelier bench events%s`: a backlog of %,d events; each number is the median of %d runs, with the least and the most."
                        .formatted(plan.quick() ? " --quick" : "", plan.events(), plan.repeats()),
                plan.quick() ? "**Quick: these numbers mean nothing.**" : verdict(),
                new Table(
                                List.of("target", "bound", "found", ""),
                                targets().stream().map(Target::row).toList())
                        .toString(),
                new Table(
                                List.of("", "a second"),
                                Stream.concat(
                                                Stream.of(
                                                        List.of(
                                                                "sign-ups through the gateway",
                                                                peak.text(RATE))),
                                                rates.entrySet().stream().map(EventsReport::row))
                                        .toList())
                        .toString());
    }

    private static List<String> row(Map.Entry<Case, Spread> rate) {
        return List.of(rate.getKey().words(), rate.getValue().text(RATE));
    }

    private String verdict() {
        long missed = targets().stream().filter(target -> !target.met()).count();
        return missed == 0 ? "All targets are met." : missed + " targets are missed.";
    }

    List<Target> targets() {
        return List.of(
                Target.atLeast(
                        5,
                        "to a sender that drops them: rate beside that of sign-ups",
                        rate(Case.DROPPED) / peak.median()),
                Target.atLeast(
                        1,
                        "to the local queue server: rate beside that of sign-ups",
                        rate(Case.QUEUED) / peak.median()),
                Target.atLeast(
                        0.9,
                        "dropped: rate with a broken subscriber beside that without",
                        rate(Case.DROPPED_BESIDE_BROKEN) / rate(Case.DROPPED)),
                Target.atLeast(
                        0.9,
                        "to the queue server: rate with a broken subscriber beside that without",
                        rate(Case.QUEUED_BESIDE_BROKEN) / rate(Case.QUEUED)));
    }

    private double rate(Case measured) {
        Spread rate = rates.get(measured);
        return rate == null ? Double.NaN : rate.median();
    }
}
