package dev.atelier.system;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A workshop made up at random, and in plain words who could sign up for it.
 *
 * @param number also decides its time, so that no two overlap
 */
record Offer(
        int number,
        Fate fate,
        Enrollment enrollment,
        String waitlist,
        boolean full,
        List<Need> needs) {

    /** What users can have and workshops can need. */
    static final List<String> CODES =
            List.of("laptop", "java-basics", "webcam", "first-aid", "adult", "headset", "git");

    private static final int ROOM_FOR_ALL = 1_000;

    /** What becomes of it before people look. */
    enum Fate {
        GOES_ON,
        STARTS,
        IS_CANCELLED
    }

    /** When people may sign up. */
    enum Enrollment {
        ALWAYS(true),
        BETWEEN_TIMES(true),
        NOT_YET(false),
        NO_MORE(false);

        private final boolean open;

        Enrollment(boolean open) {
            this.open = open;
        }

        private Map<String, Object> times() {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            String before = now.minus(2, ChronoUnit.DAYS).toString();
            String lately = now.minus(1, ChronoUnit.DAYS).toString();
            String soon = now.plus(1, ChronoUnit.DAYS).toString();
            return switch (this) {
                case ALWAYS -> Map.of();
                case BETWEEN_TIMES ->
                        Map.of("enrollmentOpensAt", lately, "enrollmentClosesAt", soon);
                case NOT_YET -> Map.of("enrollmentOpensAt", soon);
                case NO_MORE -> Map.of("enrollmentOpensAt", before, "enrollmentClosesAt", lately);
            };
        }
    }

    /** A requirement. */
    record Need(String code, String audience, boolean mandatory) {

        boolean isForParticipants() {
            return audience.equals("PARTICIPANT");
        }
    }

    /** One in twenty starts, as those are waited for. */
    static Offer random(int number, Random random) {
        Fate fate =
                number % 20 == 0
                        ? Fate.STARTS
                        : random.nextInt(8) == 0 ? Fate.IS_CANCELLED : Fate.GOES_ON;
        Enrollment enrollment =
                fate == Fate.STARTS
                        ? Enrollment.ALWAYS
                        : Enrollment.values()[Math.max(0, random.nextInt(8) - 4)];
        boolean full = fate != Fate.STARTS && enrollment.open && random.nextInt(3) == 0;
        String waitlist = List.of("AUTO", "OFFER", "NONE").get(random.nextInt(3));
        return new Offer(number, fate, enrollment, waitlist, full, needs(random));
    }

    private static List<Need> needs(Random random) {
        List<Need> needs = new ArrayList<>();
        for (String code : CODES) {
            if (random.nextInt(4) == 0) {
                needs.add(new Need(code, "PARTICIPANT", random.nextInt(3) > 0));
            }
            if (random.nextInt(8) == 0) {
                needs.add(new Need(code, "ORGANIZER", random.nextBoolean()));
            }
        }
        return needs;
    }

    /** The document of its draft. */
    Map<String, Object> workshop(String title, Instant soon) {
        Instant start =
                fate == Fate.STARTS
                        ? soon
                        : Instant.now()
                                .truncatedTo(ChronoUnit.DAYS)
                                .plus(30, ChronoUnit.DAYS)
                                .plus(2L * number, ChronoUnit.HOURS);
        Map<String, Object> workshop = new LinkedHashMap<>(enrollment.times());
        workshop.put("title", title);
        workshop.put("format", "ONSITE");
        workshop.put("venue", "The old dye works");
        workshop.put("timeZone", "Europe/Berlin");
        workshop.put("startsAt", start.toString());
        workshop.put("endsAt", start.plus(1, ChronoUnit.HOURS).toString());
        workshop.put("capacity", full ? 1 : ROOM_FOR_ALL);
        workshop.put("waitlist", Map.of("mode", waitlist));
        workshop.put("requirements", needs);
        return workshop;
    }

    /** What participants are made aware of. */
    List<Need> participantNeeds() {
        return needs.stream().filter(Need::isForParticipants).toList();
    }

    boolean isOpen() {
        return fate == Fate.GOES_ON && enrollment.open;
    }

    boolean hasRoom() {
        return !full || !waitlist.equals("NONE");
    }

    boolean isMetBy(Set<String> capabilities) {
        return participantNeeds().stream()
                .filter(Need::mandatory)
                .allMatch(need -> capabilities.contains(need.code()));
    }

    boolean isEligible(Set<String> capabilities) {
        return isOpen() && hasRoom() && isMetBy(capabilities);
    }
}
