package dev.atelier.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.workshop.Api.Answer;
import dev.atelier.workshop.Api.Person;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

@RealServiceTest
class ProjectionsTest {

    private static final int VERSIONS = 20;

    @Autowired Api api;
    @Autowired OtherServices others;

    @Test
    void endInTheSameStateHoweverEventsAreShuffledAndDoubled() {
        long seed = Long.getLong("seed", System.nanoTime());
        Person ada = api.registered("Ada 1");
        String workshop = ada.published(Samples.complete("Raku firing"));
        List<String> events =
                new ArrayList<>(
                        LongStream.rangeClosed(1, VERSIONS)
                                .boxed()
                                .flatMap(version -> events(ada, workshop, version))
                                .toList());
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, new Random(seed));

        events.forEach(others::send);
        await().until(others::hasHandledAll);
        Answer end = ada.read(workshop);
        assertThat(end.text("/seats/enrolled")).as("seed %d", seed).isEqualTo("" + VERSIONS);
        assertThat(end.text("/organizers/0/displayName"))
                .as("seed %d", seed)
                .isEqualTo("Ada " + VERSIONS);
    }

    /** What the erasure overtakes, and the redacted events of a backfill, bring no name back. */
    @Test
    void keepErasedUserNamelessUntilTheyRegisterAnew() {
        Person ada = api.registered("Ada");
        String workshop = ada.published(Samples.complete("Raku firing"));

        others.userChanged(ada.id(), 3, null, "ERASED");
        await().until(() -> isNameless(ada.read(workshop)));
        others.userChanged(ada.id(), 2, "Ada King", "ACTIVE");
        others.userChanged(ada.id(), 1, null, "ERASED");
        await().until(others::hasHandledAll);
        assertThat(isNameless(ada.read(workshop))).isTrue();

        others.userChanged(ada.id(), 4, "Ada Byron", "ACTIVE");
        await().until(
                        () ->
                                ada.read(workshop)
                                        .text("/organizers/0/displayName")
                                        .equals("Ada Byron"));
    }

    @Test
    void ignoreWhatTheyDoNotKnowInAnEvent() {
        Person ada = api.registered("Ada");
        String workshop = ada.published(Samples.complete("Raku firing"));
        String event = others.seatsEvent(workshop, 1, 12, 3);

        others.send(event.replace("\"data\":{", "\"data\":{\"brandNew\":[1],"));

        await().until(() -> ada.read(workshop).text("/seats/enrolled").equals("3"));
    }

    private static boolean isNameless(Answer workshop) {
        return workshop.body().at("/organizers/0/displayName").asStringOpt().isEmpty();
    }

    private Stream<String> events(Person person, String workshop, long version) {
        return Stream.of(
                others.userEvent(person.id(), version, "Ada " + version, "ACTIVE"),
                others.seatsEvent(workshop, version, VERSIONS * 2, (int) version));
    }
}
