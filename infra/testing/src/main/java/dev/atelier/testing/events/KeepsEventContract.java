package dev.atelier.testing.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.ProjectFiles;
import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Topology;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tests of what stands beside a service that sends events: schemas, examples, the AsyncAPI
 * document and docs/events.md. What it really sends is for the service's own test to provoke, and
 * to hold to {@link EventContract#faults}.
 */
public interface KeepsEventContract extends KeepsPromises {

    /** Every member's name that its events may have: each has been asked whether it is personal. */
    Set<String> members();

    @Test
    default void hasNoMemberThatNobodyHasLookedAt() {
        assertThat(contract().members()).containsExactlyInAnyOrderElementsOf(members());
    }

    @Test
    default void examplesAreLikeWhatIsSent() {
        assertThat(contract().examples())
                .extracting(EventExample::type)
                .containsExactlyInAnyOrderElementsOf(contract().types());
        assertThat(contract().examples())
                .allSatisfy(
                        example -> {
                            assertThat(contract().faults(example.event())).isEmpty();
                            assertThat(example.event().get("type").asString())
                                    .isEqualTo(example.type());
                            assertThat(example.event().get("source").asString())
                                    .isEqualTo("/atelier/" + contract().module());
                            assertThat(example.event().get("dataschema").asString())
                                    .isEqualTo(Schemas.id(example.type()));
                        });
    }

    /** Readers get leave to ignore what they do not know; who sends does not get it. */
    @Test
    default void leavesRoomForWhatIsToCome() {
        assertThat(contract().examples())
                .map(contract()::fromTheFuture)
                .allSatisfy(
                        example -> {
                            assertThat(contract().faultsToReader(example)).isEmpty();
                            assertThat(contract().faults(example.event())).isNotEmpty();
                        });
    }

    @Test
    default void asyncApiDescribesEveryTypeByItsSchemaAndExample() {
        AsyncApi document = AsyncApi.in(contract().folder());

        assertThat(document.version()).isEqualTo("3.0.0");
        assertThat(document.sent()).isEqualTo(contract().types());
        assertThat(document.described()).isEqualTo(contract().types());
        assertThat(contract().types())
                .allSatisfy(
                        type ->
                                assertThat(document.partsOf(type))
                                        .containsExactly(
                                                "#/components/messages/" + type,
                                                "#/components/messageTraits/event",
                                                "application/schema+json;version=2020-12",
                                                "#/components/schemas/envelope/schema",
                                                type,
                                                "schemas/" + type + ".json",
                                                "examples/" + type + ".json"));
    }

    @Test
    default void asyncApiRefersToEachFileOnce() {
        Path folder = contract().folder();
        AsyncApi document = AsyncApi.in(folder);
        List<Path> files = new ArrayList<>(ProjectFiles.below(folder.resolve("examples"), ".json"));
        contract().types().forEach(type -> files.add(folder.resolve("schemas/" + type + ".json")));
        Path common = EventContract.of("common").folder();
        files.add(common.resolve("schemas/" + EventContract.ENVELOPE + ".json"));

        assertThat(document.deadReferences()).isEmpty();
        assertThat(document.files()).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    default void asyncApiNamesQueuesAsTheTopologyDoes() {
        AsyncApi document = AsyncApi.in(contract().folder());
        String queue = new Subscriber("{subscriber}", "", "", false).queue("{environment}");

        assertThat(document.addresses()).containsExactly(queue);
        assertThat(Topology.ATELIER.publishedBy(contract().module()))
                .allSatisfy(
                        subscription ->
                                assertThat(contract().examples())
                                        .anyMatch(example -> example.isWantedBy(subscription)));
    }

    @Test
    default void docsLeadToEverySchemaAndExample() {
        String folder = "../" + contract().module() + "/src/main/resources/events/";
        List<String> page =
                ProjectFiles.read(ProjectFiles.root().resolve("docs/events.md")).lines().toList();

        assertThat(contract().types())
                .allSatisfy(
                        type ->
                                assertThat(page)
                                        .filteredOn(line -> line.startsWith("| ● | [`" + type))
                                        .singleElement()
                                        .asString()
                                        .contains("(" + folder + "schemas/" + type + ".json)")
                                        .contains("(" + folder + "examples/" + type + ".json)"));
        assertThat(page)
                .filteredOn(line -> line.startsWith("| ● | [`") && line.contains(folder))
                .hasSameSizeAs(contract().types());
    }
}
