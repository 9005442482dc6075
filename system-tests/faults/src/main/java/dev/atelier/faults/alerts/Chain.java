package dev.atelier.faults.alerts;

import dev.atelier.local.pager.Notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** From a fault to whoever is told of it, and back. */
public record Chain(Observed observed) {

    private static final Duration BREATH = Duration.ofMillis(100);

    /** Until its end is heard of: services start again, and messages come again after a while. */
    private static final Duration MENDING = Duration.ofSeconds(90);

    /** The longest that one fires which is muted, after the one that mutes it. */
    private static final Duration MUTED = Duration.ofSeconds(120);

    /** As long as the slowest route would have taken to tell of something else. */
    private static final Duration AFTERMATH = Duration.ofSeconds(45);

    /** As long as the usual route takes to tell of what has just begun to fire. */
    private static final Duration ROUTE = Duration.ofSeconds(10);

    /**
     * What came of a fault.
     *
     * @param heard from its beginning until somebody was told
     * @param said how long rules and routes say that this takes
     * @param muted the other alerts that it made and nobody was to be told of
     * @param over from its end until they were told of that
     * @param wrong what was not as it should be; empty when all was well. A ticket is only wrong of
     *     what should be muted: it wakes nobody, and there are reasons for one on a machine where
     *     so much runs at once
     */
    public record Outcome(
            AlertFault fault,
            Duration heard,
            Duration said,
            Set<String> muted,
            Duration over,
            List<String> wrong) {

        public boolean isGood() {
            return wrong.isEmpty();
        }

        @Override
        public String toString() {
            return "%-22s %-21s %-11s heard of after %3d s (%3d s say rule and route), its end after %3d s, muted %s: %s"
                    .formatted(
                            fault,
                            fault.alert(),
                            fault.way(),
                            heard.toSeconds(),
                            said.toSeconds(),
                            over.toSeconds(),
                            muted,
                            isGood() ? "good" : wrong);
        }
    }

    /** Begins a fault, waits until it is heard of, ends it and waits for that. */
    public Outcome of(AlertFault fault) {
        List<String> wrong = new ArrayList<>();
        int before = observed.pager().notifications().size();
        Duration limit = fault.limit(Observed.TEMPO);
        Instant begun = Instant.now();
        fault.begin(observed);
        Optional<Notification> trigger =
                await(before, begun.plus(limit), one -> isAbout(one, fault, "trigger"));
        if (trigger.isEmpty()) {
            wrong.add("nobody heard of it within " + limit);
        }
        LockSupport.parkNanos(fault.lasts().toNanos());
        fault.muted().ifPresent(alert -> lastUntilMuted(alert, wrong));
        Set<String> muted = observed.muted();
        Instant mended = Instant.now();
        fault.end(observed);
        Optional<Notification> resolve =
                trigger.flatMap(
                        begin ->
                                await(
                                        before,
                                        mended.plus(MENDING),
                                        one ->
                                                isAbout(one, fault, "resolve")
                                                        && one.at().isAfter(mended)
                                                        && one.key().equals(begin.key())));
        if (resolve.isEmpty()) {
            wrong.add("nobody heard of its end");
        }
        LockSupport.parkNanos(AFTERMATH.toNanos());
        since(before).stream()
                .filter(one -> !isRight(one, fault, mended))
                .map(one -> one.action() + " of " + one.alert() + " " + one.application())
                .forEach(wrong::add);
        return new Outcome(
                fault,
                trigger.map(one -> Duration.between(begun, one.at())).orElse(limit),
                fault.said(Observed.TEMPO),
                muted,
                resolve.map(one -> Duration.between(mended, one.at())).orElse(MENDING),
                List.copyOf(wrong));
    }

    /** Only what fires can be muted. */
    private void lastUntilMuted(String alert, List<String> wrong) {
        if (waitFor(Instant.now().plus(MUTED), () -> observed.isFiring(alert))) {
            LockSupport.parkNanos(ROUTE.toNanos());
        } else {
            wrong.add(alert + " was not there to be muted");
        }
    }

    /** An end before the end is not; nor is what should be muted, as long as it should be. */
    static boolean isRight(Notification one, AlertFault fault, Instant mended) {
        boolean isLater = one.at().isAfter(mended);
        if (isAbout(one, fault)) {
            return one.action().equals("trigger") || isLater;
        }
        if (one.way().startsWith("tickets")) {
            return isLater || fault.muted().filter(one.alert()::equals).isEmpty();
        }
        return one.alert().equals(AlertFault.UNHEARD);
    }

    private Optional<Notification> await(
            int before, Instant limit, Predicate<Notification> wanted) {
        waitFor(limit, () -> since(before).stream().anyMatch(wanted));
        return since(before).stream().filter(wanted).findFirst();
    }

    private static boolean waitFor(Instant limit, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(limit)) {
                return false;
            }
            LockSupport.parkNanos(BREATH.toNanos());
        }
        return true;
    }

    private List<Notification> since(int before) {
        List<Notification> all = observed.pager().notifications();
        return all.subList(before, all.size());
    }

    private static boolean isAbout(Notification one, AlertFault fault, String action) {
        return isAbout(one, fault) && one.action().equals(action) && one.way().equals(fault.way());
    }

    private static boolean isAbout(Notification one, AlertFault fault) {
        return one.alert().equals(fault.alert()) && one.application().equals(fault.application());
    }
}
