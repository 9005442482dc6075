package dev.atelier.observability;

import java.util.List;
import java.util.Map;

/** Where Prometheus finds something that it scrapes. */
public sealed interface Targets {

    /** At addresses that are known beforehand, each a host and a port. */
    record Listed(List<String> addresses) implements Targets {

        public Listed {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String key() {
            return "static_configs";
        }

        @Override
        public Map<String, Object> discovery(Map<String, String> labels) {
            return Map.of("targets", addresses, "labels", labels);
        }
    }

    /** At all addresses that a name has at the moment; each is an instance. */
    record Named(String name, int port) implements Targets {

        @Override
        public String key() {
            return "dns_sd_configs";
        }

        @Override
        public Map<String, Object> discovery(Map<String, String> labels) {
            return Map.of("names", List.of(name), "type", "A", "port", port);
        }
    }

    static Targets at(String... addresses) {
        return new Listed(List.of(addresses));
    }

    /** What Prometheus calls this way of finding. */
    String key();

    /** How Prometheus is told of it. What is found by its name has its labels from elsewhere. */
    Map<String, Object> discovery(Map<String, String> labels);
}
