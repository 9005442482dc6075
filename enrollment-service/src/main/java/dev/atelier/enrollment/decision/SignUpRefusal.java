package dev.atelier.enrollment.decision;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;
import dev.atelier.enrollment.known.Requirement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Why someone does not become a participant, or stops being one. */
public sealed interface SignUpRefusal extends Refusal {

    record WorkshopNotFound() implements SignUpRefusal {
        @Override
        public Problem problem() {
            return Problem.of(404, "workshop-not-found", "There is no such workshop");
        }
    }

    record ParticipantNotFound() implements SignUpRefusal {
        @Override
        public Problem problem() {
            return Problem.of(404, "not-found", "There is nothing here")
                    .detail("There is no such participant.");
        }
    }

    record UserNotRegistered() implements SignUpRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "user-not-registered", "You are not registered yet")
                    .nextStep(
                            "Register with PUT /api/v1/users/me; if you just have, try again in a"
                                    + " moment.")
                    .header("Retry-After", "1");
        }
    }

    record UserDeactivated() implements SignUpRefusal {
        @Override
        public Problem problem() {
            return Problem.of(403, "user-deactivated", "Your account is deactivated")
                    .nextStep("Ask an administrator to reactivate it.");
        }
    }

    record EnrollmentClosed(String detail) implements SignUpRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "enrollment-closed", "Enrollment is closed").detail(detail);
        }
    }

    record WorkshopFull() implements SignUpRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "workshop-full", "The workshop is full")
                    .detail("All seats are taken, and this workshop keeps no waitlist.");
        }
    }

    /** The user holds a seat in another workshop at the same time. */
    record ScheduleConflict(Engagement engagement) implements SignUpRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "schedule-conflict", "You have another workshop at that time")
                    .detail("You have a seat in \"" + engagement.title() + "\".")
                    .nextStep("Cancel the other participation first.")
                    .with("conflictsWith", engagement);
        }
    }

    /** A workshop in which the user holds a seat. */
    record Engagement(UUID workshopId, String title, Instant startsAt, Instant endsAt) {}

    /** The user has not been made aware of these. */
    record RequirementsNotAcknowledged(List<Missing> missing) implements SignUpRefusal {
        @Override
        public Problem problem() {
            return Problem.of(
                            422,
                            "requirements-not-acknowledged",
                            "The workshop has requirements to acknowledge")
                    .detail("You have not acknowledged " + missing.size() + " of them.")
                    .nextStep("Show them, then sign up again with their ids.")
                    .with("requirements", missing);
        }
    }

    /**
     * @param met whether the user's capabilities cover it, to make aware and never to refuse
     */
    record Missing(@JsonUnwrapped Requirement requirement, boolean met) {}

    /** What is over cannot be undone. */
    record IllegalTransition(ParticipantStatus from, ParticipantStatus to)
            implements SignUpRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "illegal-transition", "This is not possible any more")
                    .detail("A participation that is " + from + " cannot become " + to + ".");
        }
    }

    /** The offered seat has gone to the next. */
    record OfferExpired() implements SignUpRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "offer-expired", "The offer has expired")
                    .detail("The seat was kept until the offer's time was over.")
                    .nextStep("Sign up again to get back on the waitlist.");
        }
    }

    /** Attendance is taken from the workshop's start until it is completed. */
    record AttendanceClosed(String detail) implements SignUpRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "illegal-transition", "Attendance cannot be taken now")
                    .detail(detail);
        }
    }
}
