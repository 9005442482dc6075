package dev.atelier.enrollment.signup;

import com.github.f4b6a3.uuid.UuidCreator;

import java.util.UUID;

record ParticipantId(UUID value) {

    static ParticipantId next() {
        return new ParticipantId(UuidCreator.getTimeOrderedEpoch());
    }
}
