package dev.atelier.common.calendar;

import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VTimezone;
import biweekly.util.DateTimeComponents;
import biweekly.util.UtcOffset;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a program must know of a time zone to read the local times of some entries.
 *
 * <p>It is made of the very rules that turn those times into local ones, transition by transition.
 * A collection of ready definitions would be of another release of the tz database, and an entry an
 * hour off when a government has changed its mind in between. A few transitions are cheaper to make
 * than to keep.
 */
final class ZoneDefinition {

    /** Before it, offsets have seconds that few programs understand. */
    private static final Instant BEGINNING = Instant.EPOCH;

    private static final LocalDateTime LOCAL_BEGINNING = LocalDateTime.of(1970, 1, 1, 0, 0);

    /** Both halves of the year are there, also for whoever moves an entry. */
    private static final long MARGIN_DAYS = 366;

    private final ZoneId zone;
    private final ZoneRules rules;

    ZoneDefinition(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    /**
     * Whether the local time alone tells the instant. When clocks are set back an hour comes twice,
     * and by RFC 5545 a local time is the first of the two.
     */
    boolean tells(Instant instant) {
        ZoneOffset offset = rules.getOffset(instant);
        ZoneOffset first =
                rules.getValidOffsets(LocalDateTime.ofInstant(instant, offset)).getFirst();
        return first.equals(offset) && !instant.isBefore(BEGINNING) && !isUtc();
    }

    /** UTC needs no definition. */
    boolean isUtc() {
        return rules.isFixedOffset() && rules.getOffset(BEGINNING).equals(ZoneOffset.UTC);
    }

    /** How far the zone's clocks are ahead of UTC at that moment. */
    int offsetMillis(Instant instant) {
        return Math.toIntExact(rules.getOffset(instant).getTotalSeconds() * 1000L);
    }

    VTimezone covering(Instant from, Instant to) {
        Instant first = from.minus(MARGIN_DAYS, ChronoUnit.DAYS);
        Instant last = to.plus(MARGIN_DAYS, ChronoUnit.DAYS);
        VTimezone definition = new VTimezone(zone.getId());
        Optional<ZoneOffsetTransition> before =
                Optional.ofNullable(rules.previousTransition(first))
                        .filter(transition -> !transition.getInstant().isBefore(BEGINNING));
        if (before.isEmpty()) {
            add(definition, LOCAL_BEGINNING, offsetAt(first), offsetAt(first), isDaylight(first));
        }
        Stream.iterate(
                        before.orElseGet(() -> rules.nextTransition(first)),
                        transition -> transition != null && !transition.getInstant().isAfter(last),
                        transition -> rules.nextTransition(transition.getInstant()))
                .forEach(transition -> add(definition, transition));
        return definition;
    }

    private ZoneOffset offsetAt(Instant instant) {
        return rules.getOffset(instant);
    }

    private boolean isDaylight(Instant instant) {
        return rules.isDaylightSavings(instant);
    }

    private void add(VTimezone definition, ZoneOffsetTransition transition) {
        add(
                definition,
                transition.getDateTimeBefore(),
                transition.getOffsetBefore(),
                transition.getOffsetAfter(),
                isDaylight(transition.getInstant()));
    }

    /**
     * @param onset by the clocks as they were before
     */
    private static void add(
            VTimezone definition,
            LocalDateTime onset,
            ZoneOffset from,
            ZoneOffset to,
            boolean daylight) {
        if (daylight) {
            definition.addDaylightSavingsTime(
                    observance(new DaylightSavingsTime(), onset, from, to));
        } else {
            definition.addStandardTime(observance(new StandardTime(), onset, from, to));
        }
    }

    private static <T extends Observance> T observance(
            T observance, LocalDateTime onset, ZoneOffset from, ZoneOffset to) {
        observance.setDateStart(
                new DateTimeComponents(
                        onset.getYear(),
                        onset.getMonthValue(),
                        onset.getDayOfMonth(),
                        onset.getHour(),
                        onset.getMinute(),
                        onset.getSecond(),
                        false));
        observance.setTimezoneOffsetFrom(offset(from));
        observance.setTimezoneOffsetTo(offset(to));
        return observance;
    }

    private static UtcOffset offset(ZoneOffset offset) {
        return new UtcOffset(offset.getTotalSeconds() * 1000L);
    }
}
