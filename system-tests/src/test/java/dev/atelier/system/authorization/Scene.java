package dev.atelier.system.authorization;

import java.util.Map;

/**
 * A workshop in which everybody has the part that the table says.
 *
 * @param document what its organizers have written
 * @param organizers the ids of the parts, of who has one or had
 * @param participants the ids of who takes part or did
 */
record Scene(
        String workshop,
        Map<String, Object> document,
        Map<CallerKind, String> organizers,
        Map<CallerKind, String> participants) {}
