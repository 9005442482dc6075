package dev.atelier.observability;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * All in which one installation's configuration differs from another's.
 *
 * @param environment the label that all its alerts have
 * @param deployables where the instances of each are, by its name
 * @param others where everything else is, by its job; a job that is not mentioned is not scraped
 * @param wanted how many instances of each deployable there should be
 * @param addresses where alerts go
 * @param keys the directory with the files of routing keys
 * @param tempo how fast time passes
 * @param history where metrics are sent on to
 */
public record Installation(
        String environment,
        Map<String, Targets> deployables,
        Map<String, Targets> others,
        Map<String, Integer> wanted,
        Addresses addresses,
        Path keys,
        Tempo tempo,
        Optional<History> history) {

    /** The job of those whose targets are deployables. */
    static final String DEPLOYABLES = "atelier";

    /** The job that tells where alerts are sent to, and how the sending goes. */
    static final String ALERTMANAGER = "alertmanager";

    public Installation {
        deployables = Map.copyOf(deployables);
        others = Map.copyOf(others);
        wanted = Map.copyOf(wanted);
    }

    /** One whose metrics are kept by Prometheus alone. */
    public Installation(
            String environment,
            Map<String, Targets> deployables,
            Map<String, Targets> others,
            Map<String, Integer> wanted,
            Addresses addresses,
            Path keys,
            Tempo tempo) {
        this(environment, deployables, others, wanted, addresses, keys, tempo, Optional.empty());
    }
}
