package dev.atelier.common.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.calendar.CalendarEntry.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The times that come out of the text alone are those that went in. */
class ZoneDefinitionTest {

    private static final long FROM = Instant.parse("1972-01-01T00:00:00Z").getEpochSecond();
    private static final long TO = Instant.parse("2060-01-01T00:00:00Z").getEpochSecond();

    /** With summer time, in the south, by half hours, twice a year for Ramadan, and without. */
    private static final List<String> PARTICULAR =
            List.of(
                    "Europe/Berlin",
                    "America/New_York",
                    "Australia/Sydney",
                    "America/Santiago",
                    "Australia/Lord_Howe",
                    "America/St_Johns",
                    "Pacific/Chatham",
                    "Africa/Casablanca",
                    "Europe/Dublin",
                    "Asia/Kolkata",
                    "Asia/Tokyo",
                    "Pacific/Apia",
                    "Etc/GMT+5",
                    "+05:45",
                    "UTC");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tellsEveryInstantAroundTransitions(long seed) {
        Random random = new Random(seed);
        for (ZoneId zone : zones(random)) {
            for (Instant start : instants(zone, random)) {
                Instant end = start.plusSeconds(random.nextLong(60, 100_000));

                EmittedCalendar emitted = emitted(zone, start, end);

                assertThat(List.of(emitted.time("DTSTART"), emitted.time("DTEND")))
                        .as("in %s, seed %d", zone, seed)
                        .containsExactly(start, end);
            }
        }
    }

    @Test
    void writesLocalTimeOfZone() {
        Instant start = Instant.parse("2027-07-01T08:00:00Z");

        EmittedCalendar emitted =
                emitted(ZoneId.of("Europe/Berlin"), start, start.plusSeconds(3600));

        assertThat(emitted.line("DTSTART")).isEqualTo("DTSTART;TZID=Europe/Berlin:20270701T100000");
    }

    @Test
    void writesSecondOfTwoHoursInUtc() {
        Instant first = Instant.parse("2027-10-31T00:30:00Z");
        Instant second = first.plusSeconds(3600);

        EmittedCalendar emitted = emitted(ZoneId.of("Europe/Berlin"), first, second);

        assertThat(emitted.line("DTSTART")).isEqualTo("DTSTART;TZID=Europe/Berlin:20271031T023000");
        assertThat(emitted.line("DTEND")).isEqualTo("DTEND:20271031T013000Z");
    }

    @Test
    void writesUtcAsUtc() {
        Instant start = Instant.parse("2027-07-01T08:00:00Z");

        assertThat(emitted(ZoneId.of("Etc/UTC"), start, start.plusSeconds(1)).line("DTSTART"))
                .isEqualTo("DTSTART:20270701T080000Z");
    }

    private static List<ZoneId> zones(Random random) {
        List<String> all = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        return Stream.concat(PARTICULAR.stream(), random.ints(60, 0, all.size()).mapToObj(all::get))
                .map(ZoneId::of)
                .toList();
    }

    private static List<Instant> instants(ZoneId zone, Random random) {
        List<Instant> instants = new ArrayList<>();
        for (int sample = 0; sample < 4; sample++) {
            Instant any = Instant.ofEpochSecond(random.nextLong(FROM, TO));
            instants.add(any);
            ZoneOffsetTransition transition = zone.getRules().nextTransition(any);
            if (transition != null) {
                around(transition).forEach(instants::add);
            }
        }
        return instants;
    }

    private static Stream<Instant> around(ZoneOffsetTransition transition) {
        Duration leap = transition.getDuration().abs();
        return LongStream.of(-leap.toSeconds(), -leap.toSeconds() / 2, -1, 0, 1)
                .mapToObj(transition.getInstant()::plusSeconds)
                .flatMap(instant -> Stream.of(instant, instant.plus(leap)));
    }

    private static EmittedCalendar emitted(ZoneId zone, Instant start, Instant end) {
        return EmittedCalendar.of(
                CalendarText.write(
                        CalendarFeed.of(
                                new CalendarEntry(
                                        "1",
                                        1,
                                        Status.CONFIRMED,
                                        "Firing",
                                        null,
                                        null,
                                        null,
                                        start,
                                        end,
                                        zone,
                                        start))));
    }
}
