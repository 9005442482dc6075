package dev.atelier.faults.traffic;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Changes capacities, up and down. The next change of a workshop waits until sign-up has heard of
 * the last, so that there is never a doubt about which capacities a decision can have known.
 */
final class Organizing implements Runnable {

    private static final int MOST_SEATS = 6;
    private static final long BREATH_NANOS = 100_000_000;

    private final Scene scene;
    private final History history;
    private final Random random;
    private final BooleanSupplier goesOn;

    Organizing(Scene scene, History history, Random random, BooleanSupplier goesOn) {
        this.scene = scene;
        this.history = history;
        this.random = random;
        this.goesOn = goesOn;
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            changeCapacity(scene.workshop(random));
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }

    private void changeCapacity(Workshop workshop) {
        Person organizer = scene.organizer();
        String path = "/api/v1/workshops/" + workshop.id();
        Answer now = organizer.send("GET", path, null);
        Answer seats = organizer.send("GET", path + "/seats", null);
        boolean heardOf =
                now.fate() == Fate.OK
                        && seats.fate() == Fate.OK
                        && now.number("capacity") == seats.number("capacity");
        if (heardOf) {
            int capacity = otherThan(now.number("capacity"));
            history.record(
                    new Attempt.ChangeCapacity(
                            organizer.id(), workshop.id(), now.number("version"), capacity),
                    () ->
                            organizer.send(
                                    "PUT",
                                    path,
                                    workshop.plan().document(capacity),
                                    "If-Match",
                                    now.tag()));
        }
    }

    private int otherThan(int capacity) {
        int other = 1 + random.nextInt(MOST_SEATS - 1);
        return other < capacity ? other : other + 1;
    }
}
