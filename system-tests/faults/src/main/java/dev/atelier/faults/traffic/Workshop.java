package dev.atelier.faults.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A workshop of a run, as its organizer has published it. */
public record Workshop(UUID id, Plan plan) {

    /** What happens with a seat that becomes free. */
    public enum Waitlist {
        AUTO,
        OFFER,
        NONE
    }

    /** What is to be published. */
    public record Plan(
            String title, Instant start, Duration length, int capacity, Waitlist waitlist) {

        /** Long enough to be answered sometimes, short enough to expire often. */
        private static final String OFFER_TTL = "PT2S";

        Instant end() {
            return start.plus(length);
        }

        Map<String, Object> document(int seats) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("title", title);
            document.put("summary", "For whoever comes first.");
            document.put("format", "ONSITE");
            document.put("venue", "The old dye works");
            document.put("timeZone", "Europe/Berlin");
            document.put("startsAt", start.toString());
            document.put("endsAt", end().toString());
            document.put("capacity", seats);
            document.put("waitlist", Map.of("mode", waitlist, "offerTtl", OFFER_TTL));
            return document;
        }
    }

    public boolean overlaps(Workshop other) {
        return plan.start().isBefore(other.plan.end()) && other.plan.start().isBefore(plan.end());
    }

    boolean offers() {
        return plan.waitlist() == Waitlist.OFFER;
    }
}
