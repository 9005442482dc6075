package dev.atelier.common.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A calendar as a program reads it that knows RFC 5545 and nothing else: times from the definitions
 * of time zones that came with it.
 */
final class EmittedCalendar {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    private final List<String> lines;

    private EmittedCalendar(List<String> lines) {
        this.lines = lines;
    }

    static EmittedCalendar of(String text) {
        return new EmittedCalendar(List.of(text.replace("\r\n ", "").split("\r\n")));
    }

    /** When the only event's property says that it is. */
    Instant time(String property) {
        String line = line(property);
        String value = line.substring(line.lastIndexOf(':') + 1);
        if (value.endsWith("Z")) {
            return local(value.substring(0, value.length() - 1)).toInstant(ZoneOffset.UTC);
        }
        String zone = line.substring(line.indexOf("TZID=") + 5, line.lastIndexOf(':'));
        return time(local(value), observances(zone.replace("\"", "")));
    }

    String line(String property) {
        int event = lines.indexOf("BEGIN:VEVENT");
        return lines.stream()
                .skip(event)
                .filter(line -> line.startsWith(property))
                .findFirst()
                .orElseThrow();
    }

    /**
     * By RFC 5545 the last onset before a time is what counts for it. An onset is by the clocks
     * before it, so of a time that comes twice the first is meant.
     */
    private static Instant time(LocalDateTime time, List<Observance> observances) {
        Optional<Observance> inForce =
                observances.stream()
                        .filter(observance -> !observance.onset().isAfter(time))
                        .max(Comparator.comparing(Observance::onset));
        assertThat(inForce).as("something in force at %s", time).isPresent();
        return time.toInstant(inForce.get().to());
    }

    private List<Observance> observances(String zone) {
        int start = lines.indexOf("TZID:" + zone);
        assertThat(start).as("definition of %s", zone).isNotNegative();
        List<Observance> observances = new ArrayList<>();
        for (int line = start; !lines.get(line).equals("END:VTIMEZONE"); line++) {
            if (lines.get(line).matches("BEGIN:(STANDARD|DAYLIGHT)")) {
                observances.add(observance(line));
            }
        }
        return observances;
    }

    private Observance observance(int begin) {
        List<String> own =
                lines.subList(begin, begin + 5).stream()
                        .takeWhile(line -> !line.startsWith("END"))
                        .toList();
        return new Observance(
                local(value(own, "DTSTART")), ZoneOffset.of(value(own, "TZOFFSETTO")));
    }

    private static String value(List<String> lines, String property) {
        return lines.stream()
                .filter(line -> line.startsWith(property + ":"))
                .map(line -> line.substring(property.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static LocalDateTime local(String text) {
        return LocalDateTime.parse(text, LOCAL);
    }

    /**
     * @param onset by the clocks before it
     */
    private record Observance(LocalDateTime onset, ZoneOffset to) {}
}
