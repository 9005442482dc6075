package dev.atelier.workshop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Workshops as organizers write them. */
public final class Samples {

    /** A whole hour, a month from now. */
    public static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.HOURS).plus(30, ChronoUnit.DAYS);

    private Samples() {}

    /** All that a published workshop needs, and a requirement. */
    public static Map<String, Object> complete(String title) {
        Map<String, Object> workshop = new LinkedHashMap<>();
        workshop.put("title", title);
        workshop.put("summary", "How it is done");
        workshop.put("format", "ONSITE");
        workshop.put("venue", "Kiln room, 2nd floor");
        workshop.put("startsAt", START.toString());
        workshop.put("endsAt", START.plusSeconds(7200).toString());
        workshop.put("timeZone", "Europe/Berlin");
        workshop.put("capacity", 12);
        workshop.put("requirements", List.of(Map.of("code", "laptop", "kind", "EQUIPMENT")));
        return workshop;
    }

    /** The same with one field in another way. */
    public static Map<String, Object> complete(String title, String field, Object value) {
        Map<String, Object> workshop = complete(title);
        workshop.put(field, value);
        return workshop;
    }
}
