package dev.atelier.bench.mvc;

import com.github.f4b6a3.uuid.UuidCreator;

import dev.atelier.bench.mvc.Seating.Engagements;
import dev.atelier.bench.rowlock.Participant;
import dev.atelier.bench.rowlock.Place;
import dev.atelier.bench.rowlock.RowLockRefusal;
import dev.atelier.bench.rowlock.SignUp;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;

/** Makes a user a participant, in a transaction of its own. */
@Service
class SigningUp {

    private final Seating seating;
    private final Clock clock;

    SigningUp(Seating seating, Clock clock) {
        this.seating = seating;
        this.clock = clock;
    }

    @Transactional
    public Participant signUp(SignUp signUp) {
        RowLockRefusal.NOT_REGISTERED.unless(seating.isRegistered(signUp.user()));
        Place place =
                seating.lock(signUp.workshop()).orElseThrow(RowLockRefusal.NO_WORKSHOP::exception);
        Engagements engagements = seating.engagements(signUp, place);
        Place.Joined joined =
                place.join(
                        UuidCreator.getTimeOrderedEpoch(),
                        signUp,
                        engagements.here(),
                        engagements.elsewhere(),
                        clock.instant());
        seating.write(joined);
        return joined.participant();
    }
}
