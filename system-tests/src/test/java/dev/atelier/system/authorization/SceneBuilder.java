package dev.atelier.system.authorization;

import dev.atelier.system.Answer;
import dev.atelier.system.Person;

import org.awaitility.Awaitility;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sets scenes by what people do, at the services' own doors. No two are at the same time, so that
 * everybody can take part in all of them.
 */
final class SceneBuilder {

    private static final String WORKSHOPS = "workshop-service";
    private static final String ENROLLMENTS = "enrollment-service";
    private static final int SEATS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Within which those that are to be over get their participants, on a busy machine too. */
    private static final Duration UNTIL_START = Duration.ofSeconds(20);

    private final Cast cast;
    private final AtomicInteger scenes = new AtomicInteger();
    private Instant lastStart = Instant.EPOCH;

    SceneBuilder(Cast cast) {
        this.cast = cast;
    }

    /** A scene in which everybody has their part. */
    Scene build(SceneKind kind) {
        return build(kind, EnumSet.allOf(CallerKind.class));
    }

    /** A scene for those who are needed in it. */
    Scene build(SceneKind kind, Set<CallerKind> needed) {
        Map<String, Object> document = document(kind);
        Person lead = cast.at(WORKSHOPS, CallerKind.ACTIVE);
        Answer draft = lead.send("POST", "/api/v1/workshops", document).expect(201);
        Map<CallerKind, String> organizers = organizers(kind, needed, draft);
        if (kind == SceneKind.OVER) {
            startSoon(document);
            String path = "/api/v1/workshops/" + draft.id();
            lead.send("PUT", path, document, "If-Match", "*").expect(200);
        }
        Map<CallerKind, String> participants = Map.of();
        if (kind.isPublic()) {
            act(lead, draft, "/publish", null);
            participants = participants(kind, needed, draft);
        }
        if (kind == SceneKind.UNSTAFFED) {
            String part = organizers.get(CallerKind.ACTIVE);
            act(lead, draft, "/organizers/" + part + "/unavailable", Map.of("reason", "Ill"));
        }
        return new Scene(draft.id(), document, organizers, participants);
    }

    /** When all that are to be over are. */
    synchronized Instant lastEnd() {
        return lastStart.plusSeconds(1);
    }

    private Map<String, Object> document(SceneKind kind) {
        int number = scenes.incrementAndGet();
        Instant start = Instant.now().plus(30, ChronoUnit.DAYS).plus(3L * number, ChronoUnit.HOURS);
        int capacity = kind == SceneKind.OFFERING ? 1 : SEATS;
        Map<String, Object> document =
                new LinkedHashMap<>(
                        cast.person(CallerKind.ACTIVE)
                                .document("Scene " + number, capacity, start));
        document.put("waitlist", Map.of("mode", "OFFER"));
        return document;
    }

    /** Has it last a second, after those before it. */
    private synchronized void startSoon(Map<String, Object> document) {
        Instant soon = Instant.now().plus(UNTIL_START).truncatedTo(ChronoUnit.SECONDS);
        Instant next = lastStart.plusSeconds(1);
        lastStart = soon.isAfter(next) ? soon : next;
        document.put("startsAt", lastStart.toString());
        document.put("endsAt", lastStart.plusSeconds(1).toString());
    }

    private Map<CallerKind, String> organizers(
            SceneKind kind, Set<CallerKind> needed, Answer draft) {
        boolean standby = kind == SceneKind.UNSTAFFED;
        Map<CallerKind, String> parts = new EnumMap<>(CallerKind.class);
        parts.put(CallerKind.ACTIVE, draft.body().at("/organizers/0/id").asString());
        parts.put(CallerKind.STANDBY, join(draft, CallerKind.STANDBY, true));
        if (needed.contains(CallerKind.INVITED)) {
            parts.put(CallerKind.INVITED, invite(draft, CallerKind.INVITED, false));
        }
        for (CallerKind other :
                List.of(CallerKind.DEACTIVATED, CallerKind.FORMER, CallerKind.ERASED)) {
            if (needed.contains(other)) {
                parts.put(other, join(draft, other, standby));
            }
        }
        if (needed.contains(CallerKind.FORMER)) {
            String part = parts.get(CallerKind.FORMER);
            Person former = cast.at(WORKSHOPS, CallerKind.FORMER);
            act(former, draft, "/organizers/" + part + "/step-down", null);
        }
        return parts;
    }

    private String invite(Answer draft, CallerKind kind, boolean standby) {
        return cast.at(WORKSHOPS, CallerKind.ACTIVE)
                .send(
                        "POST",
                        "/api/v1/workshops/%s/organizers".formatted(draft.id()),
                        Map.of("userId", cast.id(kind), "standby", standby))
                .expect(201)
                .id();
    }

    private String join(Answer draft, CallerKind kind, boolean standby) {
        String part = invite(draft, kind, standby);
        act(cast.at(WORKSHOPS, kind), draft, "/organizers/" + part + "/accept", null);
        return part;
    }

    /** Where a seat is offered, somebody else has had it before. */
    private Map<CallerKind, String> participants(
            SceneKind kind, Set<CallerKind> needed, Answer workshop) {
        Person newcomer = cast.at(ENROLLMENTS, cast.newcomer());
        List<Answer> before =
                kind == SceneKind.OFFERING ? List.of(signUp(newcomer, workshop)) : List.of();
        Map<CallerKind, String> participants = new EnumMap<>(CallerKind.class);
        for (CallerKind one :
                List.of(CallerKind.PARTICIPANT, CallerKind.DEACTIVATED, CallerKind.ERASED)) {
            if (needed.contains(one)) {
                participants.put(one, signUp(cast.at(ENROLLMENTS, one), workshop).id());
            }
        }
        before.forEach(first -> newcomer.cancel(first).expect(204));
        return participants;
    }

    /** What has just been published may take longer to be heard of than a service waits. */
    private static Answer signUp(Person person, Answer workshop) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> person.signUp(workshop.id(), List.of()),
                        answer -> answer.status() != 404)
                .expect(201);
    }

    private static void act(Person person, Answer workshop, String what, Object body) {
        person.send("POST", "/api/v1/workshops/" + workshop.id() + what, body).expect(200);
    }
}
