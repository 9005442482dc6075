package dev.atelier.gateway.services;

import io.netty.handler.timeout.ReadTimeoutException;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import reactor.netty.channel.AbortedException;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** The ways in which a call ends without an answer. An answer of any status is none of them. */
enum NoAnswer {
    /** The service was not reached, or hung up. */
    NOT_REACHED,
    /** It was asked, and was not heard of in time. */
    TOO_LATE,
    /** Something else is wrong, which says nothing of the service. */
    OTHER;

    static NoAnswer of(Throwable failure) {
        return switch (failure) {
            case ResponseStatusException status when isTimeout(status) -> TOO_LATE;
            case ReadTimeoutException _ -> TOO_LATE;
            case IOException _ -> NOT_REACHED;
            // A connection of the pool that was closed when it was to be written to.
            case AbortedException _ -> NOT_REACHED;
            // The wait for a connection of the pool.
            case TimeoutException _ -> NOT_REACHED;
            default -> OTHER;
        };
    }

    static boolean is(Throwable failure) {
        return of(failure) != OTHER;
    }

    private static boolean isTimeout(ResponseStatusException status) {
        return status.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT);
    }
}
