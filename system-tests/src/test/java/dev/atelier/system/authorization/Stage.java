package dev.atelier.system.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.system.Person;
import dev.atelier.system.RunningPlatform;

import org.awaitility.Awaitility;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * All that the walk through the table needs, made beforehand: what is only looked at or refused
 * shares a scene, what is done has one of its own.
 */
final class Stage {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int AT_ONCE = 6;

    /** Parts that the erased have had, and that their erasure has not ended yet. */
    private static final String NOT_LEFT_YET =
            """
            SELECT (SELECT count(*) FROM workshops.organizer
                     WHERE user_id = '%1$s' AND status <> 'STEPPED_DOWN')
                 + (SELECT count(*) FROM enrollments.participant
                     WHERE user_id = '%1$s' AND status <> 'CANCELLED')
            """;

    private final RunningPlatform running;
    private final Cast cast;
    private final Map<SceneKind, Scene> shared = new ConcurrentHashMap<>();
    private final Map<Scene, String> before = new ConcurrentHashMap<>();
    private final Map<String, Scene> fresh = new ConcurrentHashMap<>();
    private final Map<String, Cast> spare = new ConcurrentHashMap<>();
    private final Map<CallerKind, String> links = new ConcurrentHashMap<>();

    private Stage(RunningPlatform running) {
        this.running = running;
        this.cast = Cast.registered(running);
    }

    static Stage set(RunningPlatform running, List<Row> rows) {
        Stage stage = new Stage(running);
        stage.build(rows);
        return stage;
    }

    /** Who asks: of what changes the caller, somebody whom nothing else has changed. */
    Cast cast(Row row, Door door) {
        return spare.getOrDefault(key(row, door), cast);
    }

    /** What is asked about, if it is a workshop. */
    Scene scene(Row row, CallerKind caller, Door door) {
        return fresh.getOrDefault(
                key(row, door) + caller, row.scene().map(shared::get).orElse(null));
    }

    /** The secret of the link to that person's calendar. */
    String link(CallerKind owner) {
        return links.get(owner);
    }

    /** Fails when something has changed of what was only to be looked at or refused. */
    void requireUntouched(SceneKind kind) {
        Scene scene = shared.get(kind);
        assertThat(state(scene)).isEqualTo(before.get(scene));
    }

    private void build(List<Row> rows) {
        SceneBuilder builder = new SceneBuilder(cast);
        List<Callable<Object>> tasks = new ArrayList<>();
        for (SceneKind kind : SceneKind.values()) {
            tasks.add(() -> shared.put(kind, builder.build(kind)));
        }
        for (Door door : Door.values()) {
            for (Row row : rows) {
                if (row.isAboutCaller()) {
                    tasks.add(() -> spare.put(key(row, door), Cast.registered(running)));
                }
                row.callers().stream()
                        .filter(row::wearsOut)
                        .forEach(caller -> tasks.add(() -> build(builder, row, caller, door)));
            }
        }
        running.awaitAgreement();
        inParallel(tasks);
        List.of(CallerKind.PARTICIPANT, CallerKind.DEACTIVATED, CallerKind.ERASED)
                .forEach(this::giveLink);
        cast.retire();
        spare.values().forEach(Cast::retire);
        running.awaitAgreement();
        awaitErasure();
        awaitEnd(builder.lastEnd());
        shared.values().forEach(scene -> before.put(scene, state(scene)));
    }

    private Scene build(SceneBuilder builder, Row row, CallerKind caller, Door door) {
        Scene scene = builder.build(row.scene().orElseThrow(), row.needed(caller));
        fresh.put(key(row, door) + caller, scene);
        return scene;
    }

    private void giveLink(CallerKind owner) {
        String url =
                cast.at("enrollment-service", owner)
                        .send("POST", "/api/v1/users/me/calendar-link", null)
                        .expect(201)
                        .text("url");
        links.put(owner, url.replaceAll(".*/|\\.ics", ""));
    }

    private void awaitErasure() {
        String query = NOT_LEFT_YET.formatted(cast.id(CallerKind.ERASED));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.database().number(query)).isZero());
    }

    private static void awaitEnd(Instant end) {
        Awaitility.await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end));
    }

    /** The workshop and who takes part in it, as an admin sees them. */
    private String state(Scene scene) {
        Person workshops = cast.at("workshop-service", CallerKind.ADMIN);
        Person enrollments = cast.at("enrollment-service", CallerKind.ADMIN);
        String path = "/api/v1/workshops/" + scene.workshop();
        return workshops.get(path).expect(200).body()
                + " "
                + enrollments.get(path + "/participants?limit=100").body().path("items");
    }

    private static void inParallel(List<Callable<Object>> tasks) {
        try (ExecutorService builders = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Object> built : builders.invokeAll(tasks)) {
                built.get();
            }
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception.getCause());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    private static String key(Row row, Door door) {
        return door + " " + row.operation() + " ";
    }
}
