package dev.atelier.common.calendar;

import biweekly.ICalDataType;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.io.text.ICalWriter;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.property.ICalProperty;
import biweekly.property.Status;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.SimpleTimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes entries as {@code text/calendar}. The same entries make the same text, so that a tag of it
 * tells whether anything has changed. It asks nobody: the definitions of time zones come from the
 * rules of the platform.
 */
public final class CalendarText {

    private static final String PRODUCT = "-//Atelier//Calendar//EN";

    /** What may not stand in a text: all but tabs and the ends of lines. */
    private static final String CONTROLS = "[\\p{Cntrl}&&[^\\t\\n]]";

    private final ICalendar calendar = new ICalendar();
    private final Map<ZoneId, VTimezone> zones = new TreeMap<>(Comparator.comparing(ZoneId::getId));

    private CalendarText(CalendarFeed feed) {
        calendar.setProductId(PRODUCT);
        describe(feed);
        feed.entries().stream()
                .filter(entry -> !new ZoneDefinition(entry.zone()).isUtc())
                .collect(Collectors.groupingBy(CalendarEntry::zone))
                .forEach((zone, entries) -> zones.put(zone, definition(zone, entries)));
        zones.values().forEach(calendar::addComponent);
        feed.entries().forEach(this::add);
    }

    /**
     * Off the event loop: the library reads files when it is first used, and a feed may be long.
     */
    public static Mono<String> of(CalendarFeed feed) {
        return Mono.fromCallable(() -> write(feed)).subscribeOn(Schedulers.boundedElastic());
    }

    static String write(CalendarFeed feed) {
        return OctetFolding.fold(new CalendarText(feed).unfolded());
    }

    /** Each by the property of the standard, and by the one that came before it. */
    private void describe(CalendarFeed feed) {
        if (feed.name() != null) {
            calendar.setName(feed.name());
            calendar.addExperimentalProperty(
                    "X-WR-CALNAME", VObjectPropertyValues.escape(feed.name()));
        }
        if (feed.refresh() != null) {
            String refresh = feed.refresh().toString();
            calendar.addExperimentalProperty("REFRESH-INTERVAL", ICalDataType.DURATION, refresh);
            calendar.addExperimentalProperty("X-PUBLISHED-TTL", refresh);
        }
    }

    private static VTimezone definition(ZoneId zone, Collection<CalendarEntry> entries) {
        Instant from =
                entries.stream().map(CalendarEntry::start).min(Comparator.naturalOrder()).get();
        Instant to = entries.stream().map(CalendarEntry::end).max(Comparator.naturalOrder()).get();
        return new ZoneDefinition(zone).covering(from, to);
    }

    private void add(CalendarEntry entry) {
        VEvent event = new VEvent();
        event.setUid(entry.uid());
        event.setSequence(Math.toIntExact(entry.sequence()));
        event.setDateTimeStamp(Date.from(entry.changedAt()));
        event.setLastModified(Date.from(entry.changedAt()));
        event.setDateStart(
                local(new DateStart(Date.from(entry.start())), entry.start(), entry.zone()));
        event.setDateEnd(local(new DateEnd(Date.from(entry.end())), entry.end(), entry.zone()));
        event.setStatus(new Status(entry.status().name()));
        event.setSummary(clean(entry.summary()));
        event.setDescription(clean(entry.description()));
        event.setLocation(clean(entry.location()));
        event.setUrl(entry.url() == null ? null : entry.url().toString());
        calendar.addEvent(event);
    }

    /** A time in its zone; where the local time would not tell which it is, it stays in UTC. */
    private <T extends ICalProperty> T local(T property, Instant time, ZoneId zone) {
        ZoneDefinition definition = new ZoneDefinition(zone);
        if (definition.tells(time)) {
            // For one time the offset then is all that there is to know.
            var offset = new SimpleTimeZone(definition.offsetMillis(time), zone.getId());
            calendar.getTimezoneInfo()
                    .setTimezone(
                            property,
                            new TimezoneAssignment(
                                    offset, Objects.requireNonNull(zones.get(zone))));
        }
        return property;
    }

    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replaceAll("\\R", "\n").replaceAll(CONTROLS, "");
    }

    private String unfolded() {
        StringWriter text = new StringWriter();
        try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException exception) {
            throw new UncheckedIOException("a string cannot be written", exception);
        }
        return text.toString();
    }
}
