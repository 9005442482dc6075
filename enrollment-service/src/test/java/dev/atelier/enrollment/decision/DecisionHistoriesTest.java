package dev.atelier.enrollment.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.enrollment.decision.World.View;
import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.WorkshopId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The rules hold at every point of random histories. To repeat one that failed, give its seed with
 * {@code -Dseed=}.
 */
class DecisionHistoriesTest {

    private static final int HISTORIES = 80;
    private static final int COMPARISONS = 20;

    /**
     * Not every history is one in which a lie does harm; the first in which it does is the last.
     */
    private static final int LIED_TO = 5_000;

    private static final int BATCHES = 25;
    private static final int FEW = 2;
    private static final int MANY = 50;

    @Test
    void keepTheRulesWhateverIsDecidedTogether() {
        histories(HISTORIES, DecisionHistoriesTest::keepsTheRules);
    }

    /**
     * Where all are seen and locked, and no workshop is at the time of another or is cancelled, a
     * batch is nothing but its commands in a row.
     */
    @Test
    void endTheSameWhetherDecidedTogetherOrOneByOne() {
        histories(COMPARISONS, DecisionHistoriesTest::compare);
    }

    /** Batches that see less or other than the truth; the rules that this breaks notice it. */
    private enum Lie {
        WHO_HOLDS_NO_SEAT_ELSEWHERE("overlap") {
            @Override
            Situation tell(Situation truth) {
                Set<WorkshopId> here = truth.places().keySet();
                return with(
                        truth,
                        truth.places(),
                        truth.participants().stream()
                                .filter(
                                        one ->
                                                !one.status().holdsSeat()
                                                        || here.contains(one.workshop()))
                                .toList());
            }
        },
        THE_LAST_CAME_FIRST("overtaken") {
            @Override
            Situation tell(Situation truth) {
                return with(
                        truth,
                        places(
                                truth,
                                place ->
                                        new Place(
                                                place.workshop(),
                                                place.version(),
                                                place.seats(),
                                                reversed(place.waiting()).reversed(),
                                                false)),
                        reversed(truth.participants()));
            }
        },
        NOBODY_IS_DUE_WHO_IS_NOT_LOCKED("overtaken") {
            @Override
            Situation tell(Situation truth) {
                return with(
                        truth,
                        places(
                                truth,
                                place ->
                                        new Place(
                                                place.workshop(),
                                                place.version(),
                                                place.seats(),
                                                place.waiting().stream()
                                                        .filter(
                                                                one ->
                                                                        truth.locked()
                                                                                .contains(
                                                                                        one.user()))
                                                        .toList(),
                                                false)),
                        truth.participants());
            }
        },
        THERE_IS_ONE_MORE_SEAT("taken") {
            @Override
            Situation tell(Situation truth) {
                return with(
                        truth,
                        places(
                                truth,
                                place ->
                                        new Place(
                                                place.workshop(),
                                                place.version(),
                                                place.seats()
                                                        .withCapacity(place.seats().capacity() + 1),
                                                place.waiting(),
                                                place.more())),
                        truth.participants());
            }
        };

        private final String noticedAs;

        Lie(String noticedAs) {
            this.noticedAs = noticedAs;
        }

        abstract Situation tell(Situation truth);

        private static Map<WorkshopId, Place> places(Situation truth, UnaryOperator<Place> lie) {
            Map<WorkshopId, Place> places = new LinkedHashMap<>();
            truth.places().forEach((id, place) -> places.put(id, lie.apply(place)));
            return places;
        }

        private static List<Participant> reversed(List<Participant> participants) {
            return participants.stream()
                    .map(
                            one ->
                                    one.status() == ParticipantStatus.WAITLISTED
                                            ? World.at(one, 1_000_000 - one.position())
                                            : one)
                    .toList();
        }

        private static Situation with(
                Situation truth, Map<WorkshopId, Place> places, List<Participant> participants) {
            return new Situation(
                    places,
                    truth.users(),
                    truth.locked(),
                    participants,
                    truth.titles(),
                    truth.answered(),
                    truth.now());
        }
    }

    @ParameterizedTest
    @EnumSource(Lie.class)
    void breakRulesVisiblyWhereDecisionsAreLiedTo(Lie lie) {
        assertThatThrownBy(() -> histories(LIED_TO, seed -> walk(seed, 1, lie::tell)))
                .hasStackTraceContaining(lie.noticedAs);
    }

    private static void histories(int count, LongConsumer history) {
        Long given = Long.getLong("seed");
        long first = System.nanoTime();
        LongStream seeds =
                given == null ? LongStream.range(first, first + count) : LongStream.of(given);
        seeds.forEach(
                seed -> {
                    try {
                        history.accept(seed);
                    } catch (AssertionError | RuntimeException failure) {
                        throw new AssertionError("seed " + seed, failure);
                    }
                });
    }

    private static void keepsTheRules(long seed) {
        History history = walk(seed, 40, UnaryOperator.identity());
        settle(history, View.of(FEW, _ -> true));
        nobodyIsLeftWaitingForFreeSeat(history.world);
    }

    private static History walk(long seed, int batchSize, UnaryOperator<Situation> distortion) {
        Random random = new Random(seed);
        History history = new History(random, true);
        for (int batch = 0; batch < BATCHES; batch++) {
            history.timePasses();
            int candidates = random.nextBoolean() ? FEW : MANY;
            View view = new View(candidates, _ -> random.nextInt(4) > 0, distortion);
            decide(history, history.batch(batchSize), view);
        }
        return history;
    }

    private static void decide(History history, List<Command> commands, View view) {
        World before = history.world.copy();
        Decision decision = history.world.decide(commands, view);
        new Invariants(before, history.world, commands, decision).hold();
        history.follow(decision);
    }

    private static void settle(History history, View view) {
        int steps = 0;
        for (var next = history.followUp(); next.isPresent(); next = history.followUp()) {
            decide(history, List.of(next.get()), view);
            assertThat(++steps).as("steps until nothing follows any more").isLessThan(500);
        }
    }

    private static void nobodyIsLeftWaitingForFreeSeat(World world) {
        world.workshops.values().stream()
                .filter(workshop -> workshop.status() == Status.PUBLISHED)
                .filter(workshop -> !workshop.hasStartedAt(world.now))
                .filter(workshop -> world.seats.get(workshop.id()).free() > 0)
                .forEach(
                        workshop ->
                                assertThat(world.waiting(workshop.id()))
                                        .as("wait although a seat is free")
                                        .allMatch(one -> world.clashes(one, Span.of(workshop))));
    }

    private static void compare(long seed) {
        Random random = new Random(seed);
        History together = new History(random, false);
        History apart = new History(new Random(seed), false);
        View all = View.of(MANY, _ -> true);
        for (int batch = 0; batch < BATCHES; batch++) {
            together.timePasses();
            apart.world.now = together.world.now;
            List<Command> commands = together.batch(40);

            decideAll(together, commands, all);
            commands.forEach(command -> decideAll(apart, List.of(command), all));

            assertThat(statuses(apart.world)).isEqualTo(statuses(together.world));
        }
    }

    /** With all that follows. */
    private static void decideAll(History history, List<Command> commands, View view) {
        history.follow(history.world.decide(commands, view));
        for (var next = history.followUp(); next.isPresent(); next = history.followUp()) {
            history.follow(history.world.decide(List.of(next.get()), view));
        }
    }

    private static Map<ParticipantId, ParticipantStatus> statuses(World world) {
        return world.participants.values().stream()
                .collect(Collectors.toMap(Participant::id, Participant::status));
    }
}
