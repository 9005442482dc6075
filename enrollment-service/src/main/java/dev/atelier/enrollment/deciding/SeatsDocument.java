package dev.atelier.enrollment.deciding;

import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.enrollment.decision.Seats;
import dev.atelier.enrollment.known.WorkshopId;

import java.util.UUID;

/** The seats of a workshop as others see them, in the API and in events. */
public record SeatsDocument(
        UUID workshopId,
        int capacity,
        int enrolled,
        int offered,
        int waitlisted,
        int free,
        long version) {

    /** The event that the seats have changed. */
    static DomainEvent changed(WorkshopId workshop, Seats seats) {
        return new DomainEvent(
                "seats.changed.v1", workshop.value(), seats.version(), of(workshop, seats));
    }

    static SeatsDocument of(WorkshopId workshop, Seats seats) {
        return new SeatsDocument(
                workshop.value(),
                seats.capacity(),
                seats.enrolled(),
                seats.offered(),
                seats.waitlisted(),
                seats.free(),
                seats.version());
    }
}
