package dev.atelier.workshop.model;

import dev.atelier.common.problem.CommonRefusal.NotFound;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.Organizer.Status;
import dev.atelier.workshop.model.OrganizerRefusal.AlreadyOrganizer;
import dev.atelier.workshop.model.OrganizerRefusal.AlreadyReplaced;
import dev.atelier.workshop.model.OrganizerRefusal.NoGap;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The organizers of one workshop.
 *
 * @param organizers former ones included
 */
record Crew(List<Organizer> organizers) {

    Organizer get(OrganizerId id) {
        return organizers.stream()
                .filter(organizer -> organizer.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new NotFound(
                                                "There is no organizer with the id "
                                                        + id.value()
                                                        + ".")
                                        .exception());
    }

    Crew with(Organizer invited) {
        boolean known =
                anyone(
                        organizer ->
                                organizer.isCurrent()
                                        && organizer.userId().equals(invited.userId()));
        if (known) {
            throw new RefusedException(new AlreadyOrganizer());
        }
        return new Crew(Stream.concat(organizers.stream(), Stream.of(invited)).toList());
    }

    Crew after(OrganizerId id, UnaryOperator<Organizer> step) {
        Organizer next = step.apply(get(id));
        return each(organizer -> organizer.id().equals(id) ? next : organizer);
    }

    /** Nobody stands in for one who is back, so that they can be replaced again one day. */
    Crew withoutReplacing(OrganizerId returned) {
        return each(organizer -> organizer.noLongerFor(returned));
    }

    void requireGap(OrganizerId id) {
        if (anyone(organizer -> id.equals(organizer.replaces()))) {
            throw new RefusedException(new AlreadyReplaced());
        }
        if (!get(id).leavesGap()) {
            throw new RefusedException(new NoGap());
        }
    }

    boolean has(Status status) {
        return anyone(organizer -> organizer.is(status));
    }

    /** Who is asked to jump in when nobody acts any more. */
    List<OrganizerId> standbysWithout(Set<UserId> busy) {
        return organizers.stream()
                .filter(organizer -> organizer.is(Status.STANDBY))
                .filter(organizer -> !busy.contains(organizer.userId()))
                .map(Organizer::id)
                .toList();
    }

    private boolean anyone(Predicate<Organizer> condition) {
        return organizers.stream().anyMatch(condition);
    }

    private Crew each(UnaryOperator<Organizer> change) {
        return new Crew(organizers.stream().map(change).toList());
    }
}
