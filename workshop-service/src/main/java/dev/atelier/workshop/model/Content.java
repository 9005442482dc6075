package dev.atelier.workshop.model;

import java.util.HashSet;
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

    /** Names everything that is there and must not be like that. */
    public void check(Violations violations) {
        topic.check(violations);
        place.check(violations);
        schedule.check(violations);
        seating.check(violations);
        violations.unless(
                requirements.size() <= MAX_REQUIREMENTS,
                "/requirements",
                "must be at most " + MAX_REQUIREMENTS);
        IntStream.range(0, requirements.size()).forEach(index -> check(index, violations));
    }

    /** Names each requirement that someone would bring along who is no organizer. */
    public void checkBringers(Set<OrganizerId> organizers, Violations violations) {
        IntStream.range(0, requirements.size())
                .forEach(
                        index -> {
                            OrganizerId bringer = requirements.get(index).broughtBy();
                            violations.unless(
                                    bringer == null || organizers.contains(bringer),
                                    "/requirements/" + index + "/broughtBy",
                                    "must be the id of one of its organizers");
                        });
    }

    /**
     * The same with the ids of those requirements that have been there before, so that what a
     * participant has acknowledged still is what it was. Most alike is what asks the same of the
     * same people; else what goes by the same code.
     */
    Content identifiedBy(List<Requirement> earlier) {
        Set<RequirementId> taken = new HashSet<>();
        requirements.stream()
                .flatMap(requirement -> earlier.stream().filter(requirement::isSameAs))
                .map(Requirement::id)
                .forEach(taken::add);
        return withRequirements(
                requirements.stream()
                        .map(requirement -> identifiedBy(earlier, taken, requirement))
                        .toList());
    }

    private static Requirement identifiedBy(
            List<Requirement> earlier, Set<RequirementId> taken, Requirement requirement) {
        return earlier.stream()
                .filter(requirement::isSameAs)
                .findFirst()
                .or(
                        () ->
                                earlier.stream()
                                        .filter(old -> old.code().equals(requirement.code()))
                                        .filter(old -> taken.add(old.id()))
                                        .findFirst())
                .map(Requirement::id)
                .map(requirement::identifiedBy)
                .orElse(requirement);
    }

    /** What is left of it when an organizer leaves. */
    Content withoutBringer(OrganizerId organizer) {
        return withRequirements(
                requirements.stream()
                        .filter(requirement -> !organizer.equals(requirement.broughtBy()))
                        .toList());
    }

    /** What an organizer with those capabilities lacks. */
    List<Requirement> lackedBy(Set<String> capabilities) {
        return requirements.stream()
                .filter(Requirement::mandatory)
                .filter(requirement -> requirement.audience() == Requirement.Audience.ORGANIZER)
                .filter(requirement -> !capabilities.contains(requirement.code()))
                .toList();
    }

    private Content withRequirements(List<Requirement> others) {
        return new Content(topic, place, schedule, seating, others);
    }

    private void check(int index, Violations violations) {
        Requirement requirement = requirements.get(index);
        String pointer = "/requirements/" + index;
        requirement.check(pointer, violations);
        violations.unless(
                requirements.subList(0, index).stream().noneMatch(requirement::isSameAs),
                pointer + "/code",
                "must be there once for each audience");
    }
}
