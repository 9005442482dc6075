package dev.atelier.system.authorization;

import dev.atelier.local.Platform;
import dev.atelier.system.Person;
import dev.atelier.system.RunningPlatform;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/**
 * One person of each kind.
 *
 * @param anybody whom admins do something to
 * @param newcomer who can be invited everywhere
 */
record Cast(
        RunningPlatform running, Map<CallerKind, Person> people, Person anybody, Person newcomer) {

    /** All of them registered, and none gone yet. */
    static Cast registered(RunningPlatform running) {
        String run = UUID.randomUUID().toString().substring(0, 8);
        Map<CallerKind, Person> people = new EnumMap<>(CallerKind.class);
        for (CallerKind kind : CallerKind.values()) {
            String name = kind.word() + " " + run;
            people.put(
                    kind,
                    switch (kind) {
                        case NOBODY -> new Person(name, "", running.platform().gateway());
                        case ADMIN -> running.admin(name);
                        default -> running.person(name);
                    });
        }
        Cast cast =
                new Cast(
                        running,
                        people,
                        running.person("anybody " + run),
                        running.person("newcomer " + run));
        people.forEach((kind, person) -> cast.register(kind, person));
        cast.at("user-service", cast.anybody).register().expect(201);
        cast.at("user-service", cast.newcomer).register().expect(201);
        return cast;
    }

    private void register(CallerKind kind, Person person) {
        if (kind != CallerKind.NOBODY) {
            at("user-service", person).register().expect(201);
        }
    }

    /** Takes those out who are not there any more when the table is walked. */
    void retire() {
        at("user-service", CallerKind.ADMIN)
                .send(
                        "POST",
                        "/api/v1/users/%s/deactivate".formatted(id(CallerKind.DEACTIVATED)),
                        null)
                .expect(204);
        at("user-service", CallerKind.ERASED).send("DELETE", "/api/v1/users/me", null).expect(204);
    }

    Person person(CallerKind kind) {
        return people.get(kind);
    }

    /** The person at a service's own door. */
    Person at(String service, CallerKind kind) {
        return at(service, person(kind));
    }

    Person at(String service, Person person) {
        Platform platform = running.platform();
        return person.at(platform.uri(service));
    }

    UUID id(CallerKind kind) {
        return id(person(kind));
    }

    UUID id(Person person) {
        return running.tokens().userId(person.name());
    }
}
