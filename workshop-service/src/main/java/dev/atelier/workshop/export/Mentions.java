package dev.atelier.workshop.export;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.atelier.workshop.model.Organizer;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells which events of a workshop name a person: among its organizers, or as the one of whom the
 * event tells, who need not be one of them any more.
 *
 * @param parts the ids of the person's parts
 */
record Mentions(Set<String> parts) {

    static Mentions of(List<Organizer> parts) {
        return new Mentions(
                parts.stream()
                        .map(part -> part.id().value().toString())
                        .collect(toUnmodifiableSet()));
    }

    boolean in(JsonNode event) {
        return Stream.of(
                        event.at("/organizers").valueStream().map(part -> part.at("/id")),
                        event.at("/asked").valueStream(),
                        Stream.of(event.at("/organizerId"), event.at("/replaces")))
                .flatMap(ids -> ids)
                .anyMatch(id -> parts.contains(id.asString()));
    }
}
