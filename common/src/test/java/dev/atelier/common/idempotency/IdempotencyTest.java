package dev.atelier.common.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.atelier.common.EventsApplication.EventsTest;
import dev.atelier.common.idempotency.Idempotency.Answered;
import dev.atelier.common.idempotency.IdempotencyRefusal.KeyReused;
import dev.atelier.common.problem.RefusedException;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

@EventsTest
class IdempotencyTest {

    @Autowired Idempotency idempotency;
    @Autowired TransactionalOperator transaction;
    @Autowired DatabaseClient database;

    private final UUID caller = UUID.randomUUID();

    @Test
    void givesSameResourceToSameRequest() {
        UUID first = create(request("key", 1)).block();

        assertThat(create(request("key", 1)).block()).isEqualTo(first);
    }

    @Test
    void createsAnewForAnotherKeyCallerOrNone() {
        UUID first = create(request("key", 1)).block();
        IdempotentRequest stranger =
                new IdempotentRequest(UUID.randomUUID(), "key", new byte[] {1});

        assertThat(create(request("other", 1)).block()).isNotEqualTo(first);
        assertThat(create(Optional.of(stranger)).block()).isNotEqualTo(first);
        assertThat(create(Optional.empty()).block()).isNotEqualTo(first);
    }

    @Test
    void refusesKeyOfAnotherRequest() {
        create(request("key", 1)).block();

        StepVerifier.create(create(request("key", 2)))
                .verifyErrorSatisfies(
                        failure ->
                                assertThat(((RefusedException) failure).refusal())
                                        .isEqualTo(new KeyReused()));
    }

    @Test
    void createsOnceWhenRequestsComeTogether() {
        List<UUID> created =
                Flux.range(0, 20).flatMap(_ -> create(request("key", 1)), 20).collectList().block();

        assertThat(created).hasSize(20).containsOnly(created.getFirst());
    }

    @Test
    void knowsManyRequestsAtOnceAsTheyWereSentThen() {
        IdempotentRequest first = new IdempotentRequest(caller, "first", new byte[] {1});
        IdempotentRequest second = new IdempotentRequest(caller, "second", new byte[] {2});
        IdempotentRequest reused = new IdempotentRequest(caller, "first", new byte[] {3});
        IdempotentRequest strangers =
                new IdempotentRequest(UUID.randomUUID(), "second", new byte[] {2});
        Answered one = new Answered(first, UUID.randomUUID());
        Answered other = new Answered(second, UUID.randomUUID());

        transaction.transactional(idempotency.remember(List.of(one, other))).block();

        List<Answered> earlier =
                idempotency.earlier(List.of(reused, second, strangers)).collectList().block();
        assertThat(earlier)
                .extracting(answered -> answered.request().key(), Answered::resource)
                .containsExactlyInAnyOrder(
                        tuple("first", one.resource()), tuple("second", other.resource()));
        assertThat(earlier)
                .filteredOn(answered -> answered.request().key().equals("first"))
                .allMatch(answered -> !reused.isSame(answered.request().fingerprint()))
                .allMatch(answered -> first.isSame(answered.request().fingerprint()));
    }

    @Test
    void remembersTheLastOfManyThatHaveHadTheirTime() {
        Answered old = new Answered(request("key", 1).orElseThrow(), UUID.randomUUID());
        Answered last = new Answered(request("key", 2).orElseThrow(), UUID.randomUUID());
        idempotency.remember(List.of(old)).block();
        age("8 days");
        assertThat(idempotency.earlier(List.of(old.request())).collectList().block()).isEmpty();

        idempotency.remember(List.of(last)).block();

        assertThat(idempotency.earlier(List.of(last.request())).collectList().block())
                .extracting(Answered::resource)
                .containsExactly(last.resource());
    }

    @Test
    void forgetsCallerAndNobodyElse() {
        UUID stranger = UUID.randomUUID();
        Optional<IdempotentRequest> strangers =
                Optional.of(new IdempotentRequest(stranger, "key", new byte[] {1}));
        UUID first = create(request("key", 1)).block();
        UUID theirs = create(strangers).block();

        assertThat(idempotency.kept(caller).collectList().block())
                .extracting(KeptKey::key, KeptKey::resource)
                .containsExactly(tuple("key", first));

        idempotency.forget(caller).block();

        assertThat(idempotency.kept(caller).collectList().block()).isEmpty();

        assertThat(create(request("key", 1)).block()).isNotEqualTo(first);
        assertThat(create(strangers).block()).isEqualTo(theirs);
    }

    @Test
    void forgetsAfterSevenDays() {
        UUID first = create(request("key", 1)).block();
        age("7 days 1 second");

        assertThat(create(request("key", 2)).block()).isNotEqualTo(first);
        database.sql("UPDATE idempotency_key SET created_at = now() - interval '8 days'")
                .then()
                .block();
        assertThat(idempotency.forgetOld().block()).isPositive();
    }

    private void age(String interval) {
        database.sql(
                        "UPDATE idempotency_key SET created_at = now() - $2::interval"
                                + " WHERE caller = $1")
                .bind("$1", caller)
                .bind("$2", interval)
                .then()
                .block();
    }

    private Mono<UUID> create(Optional<IdempotentRequest> request) {
        UUID created = UUID.randomUUID();
        return transaction.transactional(
                idempotency
                        .earlier(request)
                        .switchIfEmpty(
                                Mono.defer(
                                        () ->
                                                idempotency
                                                        .remember(request, created)
                                                        .thenReturn(created))));
    }

    private Optional<IdempotentRequest> request(String key, int body) {
        return Optional.of(new IdempotentRequest(caller, key, new byte[] {(byte) body}));
    }
}
