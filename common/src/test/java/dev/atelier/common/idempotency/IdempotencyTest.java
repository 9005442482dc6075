package dev.atelier.common.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.atelier.common.EventsApplication.EventsTest;
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
        database.sql(
                        "UPDATE idempotency_key SET created_at = now() - interval '7 days 1 second'"
                                + " WHERE caller = $1")
                .bind("$1", caller)
                .then()
                .block();

        assertThat(create(request("key", 2)).block()).isNotEqualTo(first);
        database.sql("UPDATE idempotency_key SET created_at = now() - interval '8 days'")
                .then()
                .block();
        assertThat(idempotency.forgetOld().block()).isPositive();
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
