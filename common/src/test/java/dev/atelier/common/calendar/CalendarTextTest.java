package dev.atelier.common.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;

import dev.atelier.common.calendar.CalendarEntry.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

class CalendarTextTest {

    private static final Instant START = Instant.parse("2027-03-27T09:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void holdsAllOfAnEntry() {
        CalendarEntry entry =
                new CalendarEntry(
                        "0198a0e6-0000-7000-8000-000000000001",
                        7,
                        Status.CANCELLED,
                        "Raku firing",
                        "How it is done",
                        "Kiln room, 2nd floor",
                        URI.create("https://example.org/raku?day=1"),
                        START,
                        START.plusSeconds(7200),
                        BERLIN,
                        Instant.parse("2027-01-01T12:00:00Z"));

        assertThat(CalendarText.write(CalendarFeed.of(entry)).lines())
                .containsSubsequence(
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Atelier//Calendar//EN",
                        "BEGIN:VTIMEZONE",
                        "TZID:Europe/Berlin",
                        "END:VTIMEZONE",
                        "BEGIN:VEVENT",
                        "UID:0198a0e6-0000-7000-8000-000000000001",
                        "DTSTAMP:20270101T120000Z")
                .contains(
                        "SEQUENCE:7",
                        "STATUS:CANCELLED",
                        "SUMMARY:Raku firing",
                        "DESCRIPTION:How it is done",
                        "LOCATION:Kiln room\\, 2nd floor",
                        "URL:https://example.org/raku?day=1",
                        "DTSTART;TZID=Europe/Berlin:20270327T100000",
                        "DTEND;TZID=Europe/Berlin:20270327T120000",
                        "LAST-MODIFIED:20270101T120000Z")
                .endsWith("END:VEVENT", "END:VCALENDAR");
    }

    @Test
    void leavesOutWhatThereIsNot() {
        String calendar =
                CalendarText.write(CalendarFeed.of(entry("1", START, ZoneId.of("UTC"), "Firing")));

        assertThat(calendar)
                .doesNotContain("VTIMEZONE", "DESCRIPTION", "LOCATION", "URL", "NAME", "REFRESH");
    }

    @Test
    void tellsWhoFollowsItItsNameAndHowOftenToLook() {
        CalendarFeed feed = new CalendarFeed("Clay, fire", Duration.ofHours(1), List.of());

        assertThat(CalendarText.write(feed).lines())
                .contains(
                        "NAME:Clay\\, fire",
                        "X-WR-CALNAME:Clay\\, fire",
                        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
                        "X-PUBLISHED-TTL:PT1H");
    }

    @Test
    void definesEachZoneOnceForAllItsEntries() {
        CalendarFeed feed =
                new CalendarFeed(
                        null,
                        null,
                        List.of(
                                entry("1", START, ZoneId.of("Europe/Paris")),
                                entry("2", START.plus(Duration.ofDays(900)), BERLIN),
                                entry("3", START, BERLIN)));

        String text = CalendarText.write(feed);

        assertThat(text.lines().filter(line -> line.startsWith("TZID:")))
                .containsExactlyInAnyOrder("TZID:Europe/Berlin", "TZID:Europe/Paris");
        assertThat(text.lines().filter(line -> line.startsWith("UID:")))
                .containsExactly("UID:1", "UID:2", "UID:3");
        assertThat(CalendarText.write(feed)).isEqualTo(text);
        assertThat(parsed(text).validate(ICalVersion.V2_0).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a, b; c: d \\ e \\n f",
                "first\nsecond\n\nfourth\t.",
                "\"quoted\" ^n 'single' %0A",
                "Töpfern für Anfänger · 初心者向け · مبتدئين",
                "👩🏽‍🎨 paints 🏺",
                " leading and trailing ",
                "BEGIN:VEVENT",
            })
    void keepsOddTextAsItIs(String text) {
        assertThat(summary(CalendarText.write(CalendarFeed.of(entry(text))))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsLongTextInShortLines(long seed) {
        Random random = new Random(seed);
        String alphabet = "ab ,;\\\nöß字🏺\t:";
        String text =
                random.ints(5_000, 0, alphabet.codePointCount(0, alphabet.length()))
                        .map(index -> alphabet.codePoints().toArray()[index])
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());

        String calendar = CalendarText.write(CalendarFeed.of(entry(text)));

        assertThat(calendar.split("\r\n"))
                .as("seed %d", seed)
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(calendar.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(calendar).endsWith("\r\n");
        assertThat(summary(calendar)).as("seed %d", seed).isEqualTo(text);
    }

    @Test
    void takesForeignEndsOfLinesAndDropsControlCharacters() {
        String calendar =
                CalendarText.write(CalendarFeed.of(entry("one\r\ntwo\rthree\u0000\u001b.")));

        assertThat(summary(calendar)).isEqualTo("one\ntwo\nthree.");
    }

    private static String summary(String calendar) {
        List<VEvent> events = parsed(calendar).getEvents();
        assertThat(events).hasSize(1);
        return events.getFirst().getSummary().getValue();
    }

    private static ICalendar parsed(String calendar) {
        return Biweekly.parse(calendar).first();
    }

    private static CalendarEntry entry(String summary) {
        return entry("1", START, BERLIN, summary);
    }

    private static CalendarEntry entry(String uid, Instant start, ZoneId zone) {
        return entry(uid, start, zone, "Firing");
    }

    private static CalendarEntry entry(String uid, Instant start, ZoneId zone, String summary) {
        return new CalendarEntry(
                uid,
                1,
                Status.CONFIRMED,
                summary,
                null,
                null,
                null,
                start,
                start.plusSeconds(3600),
                zone,
                start);
    }
}
