package dev.atelier.enrollment.mine;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.atelier.enrollment.mine.Participation.WorkshopSummary;
import dev.atelier.enrollment.signup.ParticipantDocument;

/** A participant in the API, with the workshop. */
public record ParticipationDocument(
        @JsonUnwrapped ParticipantDocument participant, WorkshopSummary workshop) {

    public static ParticipationDocument of(Participation participation) {
        return new ParticipationDocument(
                ParticipantDocument.of(
                        participation.participant(), participation.waitlistPosition()),
                participation.workshop());
    }
}
