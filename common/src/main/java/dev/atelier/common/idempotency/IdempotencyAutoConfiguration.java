package dev.atelier.common.idempotency;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

import tools.jackson.databind.json.JsonMapper;

/** Idempotency keys. Off with {@code atelier.idempotency.enabled=false}. */
@AutoConfiguration(after = DataR2dbcAutoConfiguration.class)
@ConditionalOnClass(DatabaseClient.class)
@ConditionalOnBean(DatabaseClient.class)
@ConditionalOnProperty(name = "atelier.idempotency.enabled", matchIfMissing = true)
public class IdempotencyAutoConfiguration {

    @Bean
    Idempotency idempotency(DatabaseClient database) {
        return new Idempotency(database);
    }

    @Bean
    IdempotencyKeys idempotencyKeys(JsonMapper json) {
        return new IdempotencyKeys(json);
    }

    @Bean
    KeyCleaner keyCleaner(Idempotency idempotency) {
        return new KeyCleaner(idempotency);
    }
}
