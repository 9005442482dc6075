package dev.atelier.enrollment.signup;

import dev.atelier.common.problem.CommonRefusal.Forbidden;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.common.security.Caller;
import dev.atelier.enrollment.deciding.Participants;
import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.Participant.By;
import dev.atelier.enrollment.decision.ParticipantId;
import dev.atelier.enrollment.decision.SignUpRefusal.ParticipantNotFound;
import dev.atelier.enrollment.decision.SignUpRefusal.UserDeactivated;
import dev.atelier.enrollment.decision.SignUpRefusal.WorkshopNotFound;
import dev.atelier.enrollment.known.KnownUsers;
import dev.atelier.enrollment.known.KnownWorkshops;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.WorkshopId;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.Optional;
import java.util.UUID;

/** Who may see participants: that user, the workshop's active organizers, an admin. */
@Component
class VisibleParticipants {

    private final Participants participants;
    private final KnownWorkshops workshops;
    private final KnownUsers users;

    VisibleParticipants(Participants participants, KnownWorkshops workshops, KnownUsers users) {
        this.participants = participants;
        this.workshops = workshops;
        this.users = users;
    }

    /**
     * @param by in which part the caller sees the participant
     */
    record Visible(Participant participant, By by) {}

    /** The participant; to whoever may not see it there is none. */
    Mono<Visible> find(UUID workshopId, UUID participantId, Caller caller) {
        WorkshopId id = new WorkshopId(workshopId);
        return participants
                .find(id, new ParticipantId(participantId))
                .zipWhen(_ -> workshops.find(id))
                .flatMap(
                        found ->
                                Mono.justOrEmpty(part(caller, found.getT1(), found.getT2()))
                                        .map(by -> new Visible(found.getT1(), by)))
                .switchIfEmpty(Mono.error(() -> new RefusedException(new ParticipantNotFound())));
    }

    /** The participant, to whoever may see it and may do something about it. */
    Mono<Visible> changeable(UUID workshopId, UUID participantId, Caller caller) {
        return find(workshopId, participantId, caller).delayUntil(_ -> requireGood(caller));
    }

    private Mono<Void> requireGood(Caller caller) {
        return Mono.justOrEmpty(caller.user())
                .map(UserId::new)
                .flatMap(users::find)
                .filter(user -> !user.active())
                .flatMap(_ -> Mono.error(() -> new RefusedException(new UserDeactivated())));
    }

    /** The participant, to the user whom it is about; organizers see it and may not do this. */
    Mono<Participant> own(UUID workshopId, UUID participantId, Caller caller) {
        return changeable(workshopId, participantId, caller)
                .filter(visible -> visible.by() == By.PARTICIPANT)
                .map(Visible::participant)
                .switchIfEmpty(
                        Mono.error(() -> new Forbidden("Only the participant may.").exception()));
    }

    /** The participant, to organizers; the user whom it is about sees it and may not do this. */
    Mono<Participant> organized(UUID workshopId, UUID participantId, Caller caller) {
        return changeable(workshopId, participantId, caller)
                .zipWhen(_ -> workshops.find(new WorkshopId(workshopId)))
                .filter(found -> caller.admin() || organizes(caller, found.getT2()))
                .map(found -> found.getT1().participant())
                .switchIfEmpty(Mono.error(() -> new Forbidden("Only organizers may.").exception()));
    }

    /** The workshop, to whoever may manage its participants. */
    Mono<Workshop> managed(WorkshopId id, Caller caller) {
        return workshops
                .find(id)
                .switchIfEmpty(Mono.error(() -> new RefusedException(new WorkshopNotFound())))
                .filter(workshop -> caller.admin() || organizes(caller, workshop))
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        new Forbidden("Only organizers see who takes part.")
                                                .exception()));
    }

    private static Optional<By> part(Caller caller, Participant participant, Workshop workshop) {
        if (caller.is(participant.user().value())) {
            return Optional.of(By.PARTICIPANT);
        }
        return caller.admin() || organizes(caller, workshop)
                ? Optional.of(By.ORGANIZER)
                : Optional.empty();
    }

    private static boolean organizes(Caller caller, Workshop workshop) {
        return caller.user().map(UserId::new).filter(workshop::isManagedBy).isPresent();
    }
}
