package dev.atelier.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.local.demo.DataSet.Person;
import dev.atelier.local.demo.DataSet.Workshop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class DataSetTest {

    private static final DataSet DATA = DataSet.load();

    @Test
    void holdsEnoughToSearchIn() {
        assertThat(DATA.workshops()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(DATA.workshops()).extracting(Workshop::title).doesNotHaveDuplicates();
        assertThat(DATA.workshops()).extracting(Workshop::language).contains("en", "de", "es");
        assertThat(DATA.workshops())
                .extracting(Workshop::format)
                .contains("ONSITE", "ONLINE", "HYBRID");
    }

    @Test
    void keepsToTheContract() {
        assertThat(DATA.requirements().keySet())
                .allMatch(code -> code.matches("[a-z0-9]+(-[a-z0-9]+)*"))
                .allMatch(code -> code.length() >= 2 && code.length() <= 40);
        assertThat(workshops())
                .allSatisfy(
                        workshop -> {
                            boolean onsite = !workshop.format().equals("ONLINE");
                            boolean online = !workshop.format().equals("ONSITE");
                            assertThat(workshop.venue() != null).isEqualTo(onsite);
                            assertThat(workshop.onlineUrl() != null).isEqualTo(online);
                            assertThat(workshop.capacity()).isBetween(1, 100_000);
                            assertThat(workshop.waitlist()).isIn("AUTO", "OFFER", "NONE");
                            assertThat(workshop.lasts()).isPositive();
                        });
    }

    @Test
    void knowsEverybodyAndEverythingThatItNames() {
        List<String> codes = List.copyOf(DATA.requirements().keySet());
        assertThat(people()).extracting(Person::name).doesNotHaveDuplicates();
        assertThat(people()).allMatch(person -> codes.containsAll(person.capabilities()));
        assertThat(people()).allMatch(person -> ZoneId.of(person.timeZone()) != null);
        assertThat(names(DATA.organizers()))
                .containsAll(workshops().map(Workshop::organizer).toList());
        assertThat(names(DATA.guests()))
                .containsAll(workshops().flatMap(workshop -> workshop.guests().stream()).toList());
        assertThat(workshops())
                .allMatch(
                        workshop ->
                                DATA.document(workshop, Instant.EPOCH, Clock.systemUTC()) != null);
    }

    /** At whatever hour of a day it runs: the days are counted on each place's own calendar. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-03-20T00:15:00Z", "2026-10-16T00:15:00Z", "2026-12-31T00:15:00Z"})
    void nobodyIsInTwoPlacesAtOnce(Instant midnight) {
        for (int hour = 0; hour < 24; hour++) {
            Clock clock = Clock.fixed(midnight.plus(Duration.ofHours(hour)), ZoneOffset.UTC);
            for (String guest : names(DATA.guests())) {
                assertThat(overlaps(guest, clock)).as(guest + " at " + clock.instant()).isEmpty();
            }
        }
    }

    private static List<String> overlaps(String guest, Clock clock) {
        List<Workshop> attended =
                DATA.workshops().stream()
                        .filter(workshop -> workshop.guests().contains(guest))
                        .sorted(Comparator.comparing(workshop -> workshop.start(clock)))
                        .toList();
        return IntStream.range(1, attended.size())
                .filter(
                        at ->
                                attended.get(at)
                                        .start(clock)
                                        .isBefore(end(attended.get(at - 1), clock)))
                .mapToObj(at -> attended.get(at - 1).title() + " | " + attended.get(at).title())
                .toList();
    }

    private static Instant end(Workshop workshop, Clock clock) {
        return workshop.start(clock).plus(workshop.lasts());
    }

    private static Stream<Workshop> workshops() {
        return Stream.concat(Stream.of(DATA.stage()), DATA.workshops().stream());
    }

    private static List<Person> people() {
        return Stream.of(DATA.organizers(), DATA.guests(), DATA.cast())
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> names(List<Person> people) {
        return people.stream().map(Person::name).toList();
    }
}
