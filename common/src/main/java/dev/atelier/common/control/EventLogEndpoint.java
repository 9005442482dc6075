package dev.atelier.common.control;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

import reactor.core.publisher.Mono;

import java.util.List;

/** {@code /actuator/eventlog} on the management port: follows the log as it grows. */
@WebEndpoint(id = "eventlog")
class EventLogEndpoint {

    private static final int LIMIT = 500;
    private static final List<String> ALL = List.of("*");
    private static final String PLACE = "[0-9]{1,19}-[0-9]{1,18}";

    private final LogExcerpts log;
    private final Operating operating;

    EventLogEndpoint(LogExcerpts log, Operating operating) {
        this.log = log;
        this.operating = operating;
    }

    /**
     * The next events.
     *
     * @param after the {@code end} of the excerpt before; the end of the log when there is none
     * @param subscription leaves out what this one does not want
     */
    @ReadOperation
    Mono<LogExcerpt> excerpt(@Nullable String after, @Nullable String subscription) {
        if (after == null) {
            return types(subscription).then(log.end());
        }
        if (!after.matches(PLACE)) {
            return Mono.error(
                    () -> InvalidRequest.at("/after", "must be the end of an excerpt").exception());
        }
        return types(subscription).flatMap(types -> log.after(after, types, LIMIT));
    }

    private Mono<List<String>> types(@Nullable String subscription) {
        return subscription == null
                ? Mono.just(ALL)
                : operating.existing(subscription).map(SubscriptionState::types);
    }
}
