package dev.atelier.system.alerts;

import dev.atelier.faults.alerts.Observed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** What it costs a deployable to tell about itself, in time of its processor. */
record Scrapes(Observed observed, String application) {

    /** Between two of Prometheus's, where time passes as usual. */
    static final Duration INTERVAL = Duration.ofSeconds(15);

    /** As many as make the clock's steps small. */
    private static final int ENOUGH = 20;

    /** In one of them there is little else to do at the same time. */
    private static final int TIMES = 4;

    private static final String PROCESSOR_TIME = "process_cpu_time_ns_total";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * What production's scrapes take of the time that a deployable under load takes.
     *
     * @param used by the deployable
     * @param passed meanwhile
     */
    double share(Duration used, Duration passed) {
        Duration cost = cost();
        double share = ratio(cost, INTERVAL) / ratio(used, passed);
        System.out.printf(
                "%-18s takes %2.0f %% of a processor under load, a scrape %.1f ms: %.2f %%%n",
                application, ratio(used, passed) * 100, cost.toNanos() / 1e6, share * 100);
        return share;
    }

    private static double ratio(Duration part, Duration whole) {
        return (double) part.toNanos() / whole.toNanos();
    }

    /** For how long the processor is busy with one, and with whatever else there is to do. */
    private Duration cost() {
        return Stream.generate(this::once)
                .limit(TIMES)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Duration once() {
        Duration before = processorTime();
        for (int scrape = 1; scrape < ENOUGH; scrape++) {
            scrape();
        }
        return processorTime().minus(before).dividedBy(ENOUGH);
    }

    /** For how long the processor has been busy with the deployable, that scrape included. */
    Duration processorTime() {
        return scrape().lines()
                .filter(line -> line.startsWith(PROCESSOR_TIME))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .map(nanos -> Duration.ofNanos((long) Double.parseDouble(nanos)))
                .findFirst()
                .orElseThrow();
    }

    /** As Prometheus asks. */
    private String scrape() {
        URI uri = observed.platform().management(application).resolve("/actuator/prometheus");
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Accept", "text/plain;version=0.0.4")
                        .timeout(INTERVAL)
                        .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }
}
