package dev.atelier.faults.traffic;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * All that was asked and answered in a run, and what went wrong meanwhile. It also stands in a
 * file, a line of JSON for each thing at the time when it happened, for whoever has to find out why
 * a check has failed.
 */
public final class History implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BufferedWriter file;
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<Exchange> exchanges = new ArrayList<>();

    private History(BufferedWriter file) {
        this.file = file;
    }

    public static History in(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new History(Files.newBufferedWriter(file));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Asks, and keeps what was asked and what came of it. */
    Answer record(Attempt attempt, Supplier<Answer> asking) {
        int number = attempts.incrementAndGet();
        Instant invoked = Instant.now();
        write(
                invoked,
                "invoke",
                Map.of("number", number, "kind", attempt.kind(), "asked", attempt));
        Answer answer = asking.get();
        Exchange exchange = new Exchange(number, attempt, invoked, Instant.now(), answer);
        add(exchange);
        write(
                exchange.answered(),
                answer.fate().name().toLowerCase(Locale.ROOT),
                Map.of("number", number, "status", answer.status(), "answer", answer.body()));
        return answer;
    }

    /** Something went wrong on purpose, or was put right. */
    public void fault(String what) {
        write(Instant.now(), "fault", Map.of("what", what));
    }

    private synchronized void add(Exchange exchange) {
        exchanges.add(exchange);
    }

    /** All requests so far that have come to an end. */
    public synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** How many requests have been done so far. */
    public synchronized long done() {
        return exchanges.stream().filter(exchange -> exchange.fate() == Fate.OK).count();
    }

    private void write(Instant at, String event, Map<String, ?> more) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", at);
        line.put("event", event);
        line.putAll(more);
        write(JSON.writeValueAsString(line));
    }

    private synchronized void write(String line) {
        try {
            file.write(line);
            file.newLine();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
