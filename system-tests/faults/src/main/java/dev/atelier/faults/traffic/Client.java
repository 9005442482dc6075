package dev.atelier.faults.traffic;

import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Acts for any of the people, one request after the other; several may act for one at a time. */
final class Client implements Runnable {

    private static final long BREATH_NANOS = 50_000_000;

    private final Scene scene;
    private final History history;
    private final Known known;
    private final Random random;
    private final BooleanSupplier goesOn;

    Client(Scene scene, History history, Known known, Random random, BooleanSupplier goesOn) {
        this.scene = scene;
        this.history = history;
        this.known = known;
        this.random = random;
        this.goesOn = goesOn;
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            act();
        }
    }

    private void act() {
        int choice = random.nextInt(100);
        if (choice < 35) {
            signUp();
        } else if (choice < 50) {
            signUpWithKey();
        } else if (choice < 60) {
            known.key(random).ifPresent(this::repeat);
        } else if (choice < 80) {
            known.part(random).ifPresent(this::cancel);
        } else {
            known.offered(random).ifPresent(this::answerOffer);
        }
    }

    private void signUp() {
        Person person = scene.person(random);
        Workshop workshop = scene.workshop(random);
        Answer answer =
                history.record(
                        new Attempt.SignUp(person.id(), workshop.id(), null),
                        () -> person.signUp(workshop.id(), null));
        known.add(person, workshop, answer.id());
        breathe(answer);
    }

    private void signUpWithKey() {
        send(
                new Known.Keyed(
                        scene.person(random),
                        scene.workshop(random),
                        new UUID(random.nextLong(), random.nextLong()).toString()));
    }

    /** The same request again, or by mistake the same key for something else. */
    private void repeat(Known.Keyed keyed) {
        if (random.nextInt(5) > 0) {
            send(keyed);
        } else {
            scene.anotherWorkshop(keyed.workshop(), random)
                    .map(other -> new Known.Keyed(keyed.person(), other, keyed.key()))
                    .ifPresent(this::send);
        }
    }

    private void send(Known.Keyed keyed) {
        known.add(keyed);
        Person person = keyed.person();
        UUID workshop = keyed.workshop().id();
        Answer answer =
                history.record(
                        new Attempt.SignUp(person.id(), workshop, keyed.key()),
                        () -> person.signUp(workshop, keyed.key()));
        known.add(person, keyed.workshop(), answer.id());
        breathe(answer);
    }

    private void cancel(Known.Part part) {
        UUID workshop = part.workshop().id();
        Answer answer =
                change(Kind.CANCEL, part, () -> part.person().cancel(workshop, part.participant()));
        if (answer.fate() == Fate.OK) {
            known.forget(part);
        }
    }

    /** Looks first, as a person would. */
    private void answerOffer(Known.Part part) {
        UUID workshop = part.workshop().id();
        Answer seen = part.person().look(workshop, part.participant());
        if (!seen.text("status").equals("OFFERED")) {
            breathe(seen);
        } else if (random.nextInt(3) > 0) {
            change(Kind.ACCEPT, part, () -> part.person().accept(workshop, part.participant()));
        } else {
            change(Kind.DECLINE, part, () -> part.person().decline(workshop, part.participant()));
        }
    }

    private Answer change(Kind kind, Known.Part part, Supplier<Answer> asking) {
        Answer answer =
                history.record(
                        new Attempt.Change(
                                kind, part.person().id(), part.workshop().id(), part.participant()),
                        asking);
        breathe(answer);
        return answer;
    }

    /** When nobody answers, asking at once again would only make the history longer. */
    private static void breathe(Answer answer) {
        if (answer.fate() == Fate.UNKNOWN) {
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }
}
