package dev.atelier.workshop.lifecycle;

import dev.atelier.common.periodic.PeriodicWork;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Duration;

/** Has workshops completed from time to time, for as long as this instance runs. */
@Component
class CompletionJob extends PeriodicWork {

    private static final Logger LOG = LoggerFactory.getLogger(CompletionJob.class);

    private final Completing completing;

    CompletionJob(
            Completing completing,
            @Value("${atelier.workshops.completion-interval:1m}") Duration interval) {
        super(interval, interval);
        this.completing = completing;
    }

    @Override
    protected Mono<Void> round() {
        return completing.completeDue();
    }

    @Override
    protected void failed(Throwable failure) {
        LOG.warn("workshops stay open until next time", failure);
    }
}
