package dev.atelier.enrollment.decision;

import com.github.f4b6a3.uuid.UuidCreator;

import java.util.UUID;

public record ParticipantId(UUID value) {

    public static ParticipantId next() {
        return new ParticipantId(UuidCreator.getTimeOrderedEpoch());
    }
}
