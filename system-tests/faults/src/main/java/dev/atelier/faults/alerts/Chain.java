package dev.atelier.faults.alerts;

import dev.atelier.local.pager.Notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** From a fault to whoever is told of it, and back. */
public record Chain(Observed observed) {

    private static final Duration BREATH = Duration.ofMillis(100);

    /** As long as the slowest route would have taken to tell of something else. */
    private static final Duration AFTERMATH = Duration.ofSeconds(45);

    /**
     * What came of a fault.
     *
     * @param heard from its beginning until somebody was told
     * @param over from its end until they were told of that
     * @param wrong what was not as it should be; empty when all was well. A ticket never is: it
     *     wakes nobody, and there are reasons for one on a machine where so much runs at once
     */
    public record Outcome(AlertFault fault, Duration heard, Duration over, List<String> wrong) {

        public boolean isGood() {
            return wrong.isEmpty();
        }

        @Override
        public String toString() {
            return "%-22s %-21s %-11s heard of after %3d s, its end after %3d s: %s"
                    .formatted(
                            fault,
                            fault.alert(),
                            fault.way(),
                            heard.toSeconds(),
                            over.toSeconds(),
                            isGood() ? "good" : wrong);
        }
    }

    /** Begins a fault, waits until it is heard of, ends it and waits for that. */
    public Outcome of(AlertFault fault) {
        int before = observed.pager().notifications().size();
        Instant begun = Instant.now();
        fault.begin(observed);
        Optional<Notification> trigger =
                await(before, fault, one -> isAbout(one, fault, "trigger"));
        Instant mended = Instant.now();
        fault.end(observed);
        Optional<Notification> resolve =
                await(
                        before,
                        fault,
                        one ->
                                isAbout(one, fault, "resolve")
                                        && trigger.map(Notification::key)
                                                .filter(one.key()::equals)
                                                .isPresent());
        LockSupport.parkNanos(AFTERMATH.toNanos());
        return new Outcome(
                fault,
                trigger.map(one -> Duration.between(begun, one.at())).orElse(fault.limit()),
                resolve.map(one -> Duration.between(mended, one.at())).orElse(fault.limit()),
                wrong(fault, trigger, resolve, since(before)));
    }

    private static List<String> wrong(
            AlertFault fault,
            Optional<Notification> trigger,
            Optional<Notification> resolve,
            List<Notification> all) {
        List<String> wrong = new ArrayList<>();
        if (trigger.isEmpty()) {
            wrong.add("nobody heard of it");
        } else if (resolve.isEmpty()) {
            wrong.add("nobody heard of its end");
        }
        all.stream()
                .filter(one -> !one.way().startsWith("tickets"))
                .filter(one -> !one.alert().equals(fault.alert()))
                .filter(one -> !one.alert().equals(AlertFault.UNHEARD))
                .map(one -> one.action() + " of " + one.alert() + " " + one.application())
                .forEach(wrong::add);
        return wrong;
    }

    private Optional<Notification> await(
            int before, AlertFault fault, Predicate<Notification> wanted) {
        Instant limit = Instant.now().plus(fault.limit());
        Optional<Notification> found = Optional.empty();
        while (found.isEmpty() && Instant.now().isBefore(limit)) {
            LockSupport.parkNanos(BREATH.toNanos());
            found = since(before).stream().filter(wanted).findFirst();
        }
        return found;
    }

    private List<Notification> since(int before) {
        List<Notification> all = observed.pager().notifications();
        return all.subList(before, all.size());
    }

    private static boolean isAbout(Notification one, AlertFault fault, String action) {
        return one.action().equals(action)
                && one.alert().equals(fault.alert())
                && one.application().equals(fault.application())
                && one.way().equals(fault.way());
    }
}
