package dev.atelier.gateway.connections;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.ProblemMapping;

import org.springframework.stereotype.Component;

import reactor.netty.channel.AbortedException;

import java.util.Optional;

/**
 * A client that goes away in the middle of its request is no error of ours, and its log would be
 * the client's to fill. Nobody reads the answer; the access line says {@code aborted}.
 */
@Component
class GoneAway implements ProblemMapping {

    @Override
    public Optional<Problem> problem(Throwable exception) {
        return exception instanceof AbortedException
                ? Optional.of(InvalidRequest.at("", "did not arrive whole").problem())
                : Optional.empty();
    }
}
