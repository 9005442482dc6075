package dev.atelier.common.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.server.WebExceptionHandler;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** Every error is a problem document. Off with {@code atelier.problem.enabled=false}. */
@AutoConfiguration(before = ErrorWebFluxAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnProperty(name = "atelier.problem.enabled", matchIfMissing = true)
public class ProblemAutoConfiguration {

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    ProblemMapping frameworkProblemMapping() {
        return new FrameworkProblemMapping();
    }

    /**
     * Ahead of Boot's own, which would answer in another form, and behind those that only look on,
     * like the gateway's, which ends the span of a call that failed.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 100)
    WebExceptionHandler problemExceptionHandler(
            List<ProblemMapping> mappings, ProblemWriter writer) {
        return new ProblemExceptionHandler(mappings, writer);
    }

    /** For a service with a database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(CannotCreateTransactionException.class)
    static class Database {

        @Bean
        ProblemMapping databaseProblemMapping() {
            return new DatabaseProblemMapping();
        }
    }
}
