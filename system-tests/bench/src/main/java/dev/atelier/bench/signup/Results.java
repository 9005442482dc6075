package dev.atelier.bench.signup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** All that was measured. */
record Results(Map<Cell, List<Sample>> samples) {

    Results() {
        this(new LinkedHashMap<>());
    }

    void add(Cell cell, Sample sample) {
        samples.computeIfAbsent(cell, _ -> new ArrayList<>()).add(sample);
    }

    List<Sample> of(Cell cell) {
        return Objects.requireNonNull(samples.get(cell), cell::toString);
    }

    Spread spread(Cell cell, ToDoubleFunction<Sample> value) {
        return Spread.of(of(cell).stream().mapToDouble(value).boxed().toList());
    }

    double median(Cell cell, ToDoubleFunction<Sample> value) {
        return spread(cell, value).median();
    }

    double perSecond(Cell cell) {
        return median(cell, sample -> sample.run().perSecond());
    }
}
