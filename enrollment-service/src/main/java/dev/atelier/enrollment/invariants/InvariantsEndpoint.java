package dev.atelier.enrollment.invariants;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;

/** {@code GET /actuator/invariants} on the management port: checks now and says what is broken. */
@Component
@Endpoint(id = "invariants")
class InvariantsEndpoint {

    private final InvariantCheck check;

    InvariantsEndpoint(InvariantCheck check) {
        this.check = check;
    }

    @ReadOperation
    Mono<List<Violations>> check() {
        return check.check();
    }
}
