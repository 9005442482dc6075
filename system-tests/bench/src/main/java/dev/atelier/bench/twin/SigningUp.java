package dev.atelier.bench.twin;

import com.github.f4b6a3.uuid.UuidCreator;

import dev.atelier.bench.rowlock.Participant;
import dev.atelier.bench.rowlock.Place;
import dev.atelier.bench.rowlock.RowLockRefusal;
import dev.atelier.bench.rowlock.SignUp;
import dev.atelier.bench.twin.Seating.Engagements;
import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.common.eventlog.EventLog;

import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;

/** Makes a user a participant, in a transaction of its own. */
@Service
public class SigningUp {

    private final Seating seating;
    private final EventLog log;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SigningUp(Seating seating, EventLog log, TransactionalOperator transaction, Clock clock) {
        this.seating = seating;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    public Mono<Participant> signUp(SignUp signUp) {
        return seating.registered(signUp.user())
                .then(seating.lock(signUp.workshop()))
                .switchIfEmpty(Mono.error(RowLockRefusal.NO_WORKSHOP::exception))
                .zipWhen(place -> seating.engagements(signUp, place))
                .map(found -> join(signUp, found.getT1(), found.getT2()))
                .delayUntil(joined -> seating.write(joined).then(log.append(events(joined))))
                .map(Place.Joined::participant)
                .as(transaction::transactional);
    }

    private Place.Joined join(SignUp signUp, Place place, Engagements engagements) {
        return place.join(
                UuidCreator.getTimeOrderedEpoch(),
                signUp,
                engagements.here(),
                engagements.elsewhere(),
                clock.instant());
    }

    private static List<DomainEvent> events(Place.Joined joined) {
        Participant participant = joined.participant();
        return List.of(
                new DomainEvent(participant.event(), participant.id(), 1, participant),
                new DomainEvent(
                        "seats.changed.v1",
                        joined.seats().workshopId(),
                        joined.seats().version(),
                        joined.seats()));
    }
}
