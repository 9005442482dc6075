package dev.atelier.workshop.model;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What organizers write about a workshop. In a draft most of it may be missing. */
public record Content(
        Topic topic,
        Place place,
        Schedule schedule,
        Seating seating,
        List<Requirement> requirements) {

    private static final int MAX_REQUIREMENTS = 50;

    /**
     * Names everything that is there and must not be like that.
     *
     * @param organizers who may bring requirements along
     */
    public void check(Set<OrganizerId> organizers, Violations violations) {
        topic.check(violations);
        place.check(violations);
        schedule.check(violations);
        seating.check(violations);
        violations.unless(
                requirements.size() <= MAX_REQUIREMENTS,
                "/requirements",
                "must be at most " + MAX_REQUIREMENTS);
        IntStream.range(0, requirements.size())
                .forEach(index -> check(index, organizers, violations));
    }

    private void check(int index, Set<OrganizerId> organizers, Violations violations) {
        Requirement requirement = requirements.get(index);
        String pointer = "/requirements/" + index;
        requirement.check(pointer, violations);
        violations.unless(
                requirements.subList(0, index).stream().noneMatch(requirement::isSameAs),
                pointer + "/code",
                "must be there once for each audience");
        violations.unless(
                requirement.broughtBy() == null || organizers.contains(requirement.broughtBy()),
                pointer + "/broughtBy",
                "must be the id of one of its organizers");
    }
}
