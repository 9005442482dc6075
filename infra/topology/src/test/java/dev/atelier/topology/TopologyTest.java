package dev.atelier.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Map;

class TopologyTest {

    private static final Topology TOPOLOGY = Topology.ATELIER;

    private static final Wiring WIRING =
            new Wiring(
                    "test",
                    "localhost",
                    5432,
                    "atelier",
                    URI.create("http://issuer"),
                    URI.create("http://issuer/keys"),
                    service -> URI.create("http://" + service));

    @Test
    void everySubscriptionLeadsFromServiceToSubscriber() {
        List<String> services = TOPOLOGY.services().stream().map(Deployable::name).toList();
        List<String> subscribers = TOPOLOGY.subscribers().stream().map(Subscriber::name).toList();

        assertThat(TOPOLOGY.subscriptions())
                .allSatisfy(
                        subscription -> {
                            assertThat(services).contains(subscription.publisher());
                            assertThat(subscribers).contains(subscription.subscriber());
                            assertThat(subscription.publisher())
                                    .isNotEqualTo(subscription.subscriber());
                        });
    }

    @Test
    void namesAndOrdinalsAreUnique() {
        assertThat(TOPOLOGY.deployables()).extracting(Deployable::name).doesNotHaveDuplicates();
        assertThat(TOPOLOGY.deployables()).extracting(Deployable::ordinal).doesNotHaveDuplicates();
        assertThat(TOPOLOGY.subscribers()).extracting(Subscriber::name).doesNotHaveDuplicates();
        assertThat(TOPOLOGY.subscriptions())
                .extracting(Subscription::publisher, Subscription::subscriber)
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsServiceItsSubscribersAndItsOwnQueue() {
        Map<String, String> variables =
                WIRING.variables(TOPOLOGY, TOPOLOGY.deployable("workshop-service"));

        assertThat(variables)
                .contains(
                        entry("ATELIER_EVENTS_SUBSCRIPTIONS_0_NAME", "enrollment-service"),
                        entry("ATELIER_EVENTS_SUBSCRIPTIONS_0_QUEUE", "test-enrollment-service"),
                        entry("ATELIER_EVENTS_SUBSCRIPTIONS_0_TYPES", "workshop.*,organizer.*"),
                        entry("ATELIER_EVENTS_CONSUMER_QUEUE", "test-workshop-service"),
                        entry("SPRING_R2DBC_USERNAME", "workshops_app"))
                .doesNotContainKey("ATELIER_GATEWAY_USERSERVICEURI");
    }

    @Test
    void deadLettersOfOthersTicketTheirOwnersAndPageNobody() {
        assertThat(TOPOLOGY.subscribers())
                .filteredOn(subscriber -> !subscriber.inside())
                .isNotEmpty()
                .allSatisfy(
                        outside -> {
                            assertThat(outside.owner()).isNotEqualTo("atelier");
                            assertThat(outside.escalation()).isEqualTo("ticket:" + outside.owner());
                        });
    }

    @Test
    void everyQueueIsWatchedByOneService() {
        assertThat(TOPOLOGY.services())
                .flatExtracting(service -> TOPOLOGY.watchedBy(service.name()))
                .containsExactlyInAnyOrderElementsOf(TOPOLOGY.subscribers());
        assertThat(TOPOLOGY.watchedBy("gateway")).isEmpty();
    }

    @Test
    void tellsServiceWhichQueuesToWatchAndWhoseTheyAre() {
        assertThat(WIRING.variables(TOPOLOGY, TOPOLOGY.deployable("enrollment-service")))
                .contains(
                        entry("ATELIER_QUEUES_WATCHED_0_SUBSCRIBER", "enrollment-service"),
                        entry("ATELIER_QUEUES_WATCHED_0_OWNER", "atelier"),
                        entry("ATELIER_QUEUES_WATCHED_0_QUEUE", "test-enrollment-service"),
                        entry(
                                "ATELIER_QUEUES_WATCHED_0_DEADLETTERQUEUE",
                                "test-enrollment-service-dlq"));
        assertThat(WIRING.variables(TOPOLOGY, TOPOLOGY.deployable("user-service")))
                .containsEntry("ATELIER_QUEUES_WATCHED_0_OWNER", "notifications")
                .containsEntry("ATELIER_QUEUES_WATCHED_0_QUEUE", "test-example-notifications");
    }

    @Test
    void sendsToOthersWhatHappensFromNowOn() {
        assertThat(WIRING.variables(TOPOLOGY, TOPOLOGY.deployable("enrollment-service")))
                .contains(
                        entry("ATELIER_EVENTS_SUBSCRIPTIONS_1_NAME", "example-notifications"),
                        entry("ATELIER_EVENTS_SUBSCRIPTIONS_1_QUEUE", "test-example-notifications"),
                        entry("ATELIER_EVENTS_SUBSCRIPTIONS_1_TYPES", "participant.*"),
                        entry("ATELIER_EVENTS_SUBSCRIPTIONS_1_START", "NOW"));
    }

    @Test
    void tellsGatewayItsRoutesAndNoDatabase() {
        Map<String, String> variables = WIRING.variables(TOPOLOGY, TOPOLOGY.deployable("gateway"));

        assertThat(variables)
                .containsEntry("ATELIER_GATEWAY_USERSERVICEURI", "http://user-service")
                .doesNotContainKey("SPRING_R2DBC_URL")
                .doesNotContainKey("ATELIER_EVENTS_CONSUMER_QUEUE");
    }
}
