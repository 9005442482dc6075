package dev.atelier.enrollment.signup;

import dev.atelier.enrollment.known.Requirement;
import dev.atelier.enrollment.known.User;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.Workshop.WaitlistMode;
import dev.atelier.enrollment.signup.Decision.Kind;
import dev.atelier.enrollment.signup.SignUpRefusal.Engagement;
import dev.atelier.enrollment.signup.SignUpRefusal.EnrollmentClosed;
import dev.atelier.enrollment.signup.SignUpRefusal.Missing;
import dev.atelier.enrollment.signup.SignUpRefusal.RequirementsNotAcknowledged;
import dev.atelier.enrollment.signup.SignUpRefusal.ScheduleConflict;
import dev.atelier.enrollment.signup.SignUpRefusal.WorkshopFull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Someone asks for a seat.
 *
 * @param id of the participant that this becomes
 * @param acknowledged the requirements that the user says they have been shown
 * @param active their participation in this workshop, when they have one already
 * @param engagement a seat that they hold elsewhere at the same time
 */
record SignUp(
        ParticipantId id,
        User user,
        Set<UUID> acknowledged,
        Optional<Participant> active,
        Optional<Engagement> engagement) {

    /** What becomes of it. */
    sealed interface Outcome {

        /** The user is a participant now, with a seat or on the waitlist. */
        record Joined(Participant participant, Decision decision) implements Outcome {}

        /** The user was one already; nothing changes. */
        record AlreadyJoined(Participant participant) implements Outcome {}

        record Refused(SignUpRefusal refusal) implements Outcome {}
    }

    /** Decides; it looks at nothing but its arguments. */
    Outcome decide(Situation situation) {
        if (active.isPresent()) {
            return new Outcome.AlreadyJoined(active.get());
        }
        Workshop workshop = situation.workshop();
        if (!workshop.isOpenAt(situation.now())) {
            return new Outcome.Refused(new EnrollmentClosed(whyClosed(situation)));
        }
        List<Missing> missing = missing(workshop);
        if (!missing.isEmpty()) {
            return new Outcome.Refused(new RequirementsNotAcknowledged(missing));
        }
        if (engagement.isPresent()) {
            return new Outcome.Refused(new ScheduleConflict(engagement.get()));
        }
        return join(situation);
    }

    private Outcome join(Situation situation) {
        Decision.Steps steps = new Decision.Steps(situation).promote();
        if (steps.hasSeatForNewcomer()) {
            return joined(situation, steps, ParticipantStatus.ENROLLED, Kind.ENROLLED);
        }
        if (situation.workshop().waitlistMode() == WaitlistMode.NONE) {
            return new Outcome.Refused(new WorkshopFull());
        }
        return joined(situation, steps, ParticipantStatus.WAITLISTED, Kind.WAITLISTED);
    }

    private Outcome joined(
            Situation situation, Decision.Steps steps, ParticipantStatus status, Kind kind) {
        Participant participant =
                Participant.signedUp(
                        id,
                        situation.workshop().id(),
                        user.id(),
                        status,
                        acknowledgedOf(situation.workshop()),
                        situation.now());
        return new Outcome.Joined(participant, steps.change(null, participant, kind).done());
    }

    /** Ids that are no requirement of the workshop (any more) are of no consequence. */
    private List<UUID> acknowledgedOf(Workshop workshop) {
        return workshop.participantRequirements().stream()
                .map(Requirement::id)
                .filter(acknowledged::contains)
                .toList();
    }

    private List<Missing> missing(Workshop workshop) {
        return workshop.participantRequirements().stream()
                .filter(requirement -> !acknowledged.contains(requirement.id()))
                .map(
                        requirement ->
                                new Missing(
                                        requirement,
                                        user.capabilities().contains(requirement.code())))
                .toList();
    }

    private static String whyClosed(Situation situation) {
        Workshop workshop = situation.workshop();
        if (workshop.status() != Status.PUBLISHED) {
            return workshop.status() == Status.CANCELLED
                    ? "The workshop has been cancelled."
                    : "The workshop is over.";
        }
        if (workshop.hasStartedAt(situation.now())) {
            return "The workshop has started.";
        }
        return workshop.opensAt() != null && situation.now().isBefore(workshop.opensAt())
                ? "Enrollment opens at " + workshop.opensAt() + "."
                : "Enrollment has ended.";
    }
}
