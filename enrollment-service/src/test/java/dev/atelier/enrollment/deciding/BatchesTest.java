package dev.atelier.enrollment.deciding;

import static dev.atelier.enrollment.EnrollmentApi.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.enrollment.EnrollmentApi;
import dev.atelier.enrollment.EnrollmentApi.Event;
import dev.atelier.enrollment.EnrollmentServiceTest;
import dev.atelier.enrollment.decision.Cancel;
import dev.atelier.enrollment.decision.Command;
import dev.atelier.enrollment.decision.Outcome;
import dev.atelier.enrollment.decision.Outcome.Joined;
import dev.atelier.enrollment.decision.Participant.By;
import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.decision.ParticipantId;
import dev.atelier.enrollment.decision.ParticipantStatus;
import dev.atelier.enrollment.decision.SignUp;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;
import dev.atelier.testing.RealParts;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Batches in whose way something is. */
@EnrollmentServiceTest
class BatchesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired EnrollmentApi api;
    @Autowired Batches batches;
    @Autowired Deciding deciding;
    @Autowired Locks locks;
    @Autowired Situations situations;
    @Autowired Decisions decisions;
    @Autowired Participants participants;
    @Autowired DecisionMeters meters;
    @Autowired ConnectionFactory connections;

    private WorkshopId workshop;

    @BeforeEach
    void publish() {
        workshop = new WorkshopId(api.tell(Event.published(1_000)).id());
    }

    @Test
    void harmNobodyElseByCommandThatCannotBeDecided() {
        UserId user = new UserId(api.user());
        Command impossible =
                new Cancel(
                        new ParticipantId(UUID.randomUUID()),
                        workshop,
                        user,
                        new Cancellation(null, By.PARTICIPANT));
        List<Pending> batch =
                Stream.of(signUp(), impossible, signUp()).map(BatchesTest::pending).toList();

        batches.decide(batch, _ -> {}).block(PATIENCE);

        assertThat(batch.getFirst().answer().block(PATIENCE)).isInstanceOf(Joined.class);
        assertThat(batch.getLast().answer().block(PATIENCE)).isInstanceOf(Joined.class);
        StepVerifier.create(batch.get(1).answer()).verifyError(NullPointerException.class);
        assertThat(enrolled()).isEqualTo(2);
    }

    @Test
    void enrollNobodyAgainWhenOnlyTheAnswerWasLost() {
        SignUp signUp = signUp();
        decide(signUp);
        decide(
                new Cancel(
                        signUp.id(),
                        workshop,
                        signUp.user(),
                        new Cancellation(null, By.PARTICIPANT)));

        Outcome again = decide(signUp);

        assertThat(again)
                .isInstanceOfSatisfying(
                        Joined.class,
                        joined ->
                                assertThat(joined.participant().status())
                                        .isEqualTo(ParticipantStatus.CANCELLED));
        assertThat(enrolled()).isZero();
    }

    @Test
    void tellEverybodyAtOnceThatTheDatabaseIsAway() {
        Batches cutOff =
                new Batches(locks, situations, decisions, participants, meters, toNowhere());
        List<Pending> batch =
                IntStream.range(0, 100).mapToObj(_ -> pending(signUp(UUID.randomUUID()))).toList();

        cutOff.decide(batch, _ -> {}).block(Duration.ofSeconds(5));

        assertThat(batch)
                .allSatisfy(
                        pending -> StepVerifier.create(pending.answer()).expectError().verify());
        assertThat(enrolled()).isZero();
    }

    private static TransactionalOperator toNowhere() {
        var configuration =
                PostgresqlConnectionConfiguration.builder()
                        .host("localhost")
                        .port(1)
                        .username("nobody")
                        .password("none")
                        .connectTimeout(Duration.ofSeconds(1))
                        .build();
        return TransactionalOperator.create(
                new R2dbcTransactionManager(new PostgresqlConnectionFactory(configuration)));
    }

    @Test
    void standAndKeepNoConnectionWhenCallersHangUp() {
        int many = 200;
        List<SignUp> signUps =
                IntStream.range(0, many).mapToObj(_ -> signUp(registeredBySql())).toList();

        List<Disposable> callers =
                signUps.stream().map(one -> deciding.decide(one).subscribe()).toList();
        callers.forEach(Disposable::dispose);

        await().untilAsserted(() -> assertThat(enrolled()).isEqualTo(many));
        await().until(() -> acquired() == 0);
    }

    private int acquired() {
        return ((ConnectionPool) connections).getMetrics().orElseThrow().acquiredSize();
    }

    @Test
    void areNotJoinedByWhoeverComesWhenLaneIsFull() throws SQLException {
        Deciding narrow = narrow(1);
        Mono<Outcome> first = narrow.decide(signUp()).cache();
        SignUp late = signUp();

        try (Connection slow = RealParts.database("enrollment-service").connect()) {
            holdSeats(slow);
            first.subscribe();
            StepVerifier.create(narrow.decide(late))
                    .verifyErrorSatisfies(
                            failure -> {
                                var problem = ((RefusedException) failure).refusal().problem();
                                assertThat(problem.status().value()).isEqualTo(503);
                                assertThat(problem.slug()).isEqualTo("service-unavailable");
                                assertThat(problem.headers().getFirst("Retry-After"))
                                        .isEqualTo("1");
                            });
        }

        assertThat(first.block(PATIENCE)).isInstanceOf(Joined.class);
        assertThat(enrolled()).isEqualTo(1);
    }

    @Test
    void areFinishedBeforeTheServiceStops() throws InterruptedException {
        Deciding stopping = narrow(100);
        List<Mono<Outcome>> answers =
                Stream.generate(() -> stopping.decide(signUp()).cache()).limit(20).toList();
        answers.forEach(Mono::subscribe);
        CountDownLatch stopped = new CountDownLatch(1);

        stopping.stop(stopped::countDown);

        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(enrolled()).isEqualTo(20);
        StepVerifier.create(stopping.decide(signUp())).verifyError(RefusedException.class);
        stopping.start();
        assertThat(stopping.decide(signUp()).block(PATIENCE)).isInstanceOf(Joined.class);
    }

    /** Whoever wants to write them waits until the connection is closed. */
    private void holdSeats(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement lock =
                connection.prepareStatement(
                        "SELECT FROM enrollments.seats WHERE workshop_id = ? FOR UPDATE")) {
            lock.setObject(1, workshop.value());
            lock.execute();
        }
    }

    private Deciding narrow(int queue) {
        return new Deciding(
                new DecidingProperties(1, queue, 3, Duration.ofHours(1)),
                batches,
                new SimpleMeterRegistry());
    }

    private Outcome decide(Command command) {
        return deciding.decide(command).block(PATIENCE);
    }

    private static Pending pending(Command command) {
        return new Pending(command, null);
    }

    private SignUp signUp() {
        return signUp(registeredBySql());
    }

    private SignUp signUp(UUID user) {
        return new SignUp(
                ParticipantId.next(), workshop, new UserId(user), Set.of(), Optional.empty());
    }

    private UUID registeredBySql() {
        UUID user = UUID.randomUUID();
        api.run(
                """
                INSERT INTO known_user (id, version, status, capabilities)
                VALUES ($1, 1, 'ACTIVE', '{}')
                """,
                user);
        return user;
    }

    private long enrolled() {
        return api.count(
                "SELECT count(*) FROM participant WHERE workshop_id = $1 AND status = 'ENROLLED'",
                workshop.value());
    }
}
