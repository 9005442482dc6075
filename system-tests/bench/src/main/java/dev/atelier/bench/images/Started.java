package dev.atelier.bench.images;

import dev.atelier.bench.signup.Spread;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What was found of several starts of the same. */
final class Started {

    private static final double MEGABYTE = 1024 * 1024;

    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> megabytes = new ArrayList<>();

    void add(Container container) throws IOException {
        seconds.add(container.start().toMillis() / 1000.0);
        megabytes.add(container.memory() / MEGABYTE);
    }

    String seconds() {
        return Spread.of(seconds).text("%.1f");
    }

    String megabytes() {
        return Spread.of(megabytes).text("%.0f");
    }
}
