package dev.atelier.common.consuming;

import io.awspring.cloud.sqs.listener.AsyncMessageListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Hands each event to those who want it, within the trace in which it happened. */
class EventDispatcher implements AsyncMessageListener<String> {

    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);

    private final List<EventHandler> handlers;
    private final EventReader reader;
    private final ObservationRegistry observations;
    private final ConsumerMeters meters;

    EventDispatcher(
            List<EventHandler> handlers,
            EventReader reader,
            ObservationRegistry observations,
            ConsumerMeters meters) {
        this.handlers = handlers;
        this.reader = reader;
        this.observations = observations;
        this.meters = meters;
    }

    /**
     * A future, since nobody subscribes to a Mono here and the message would be lost. It completes
     * off the event loops, as the SDK signs the acknowledgement on the thread that completes it.
     */
    @Override
    public CompletableFuture<Void> onMessage(Message<String> message) {
        meters.received(message.getHeaders());
        return Mono.fromCallable(() -> reader.event(message.getPayload()))
                .doOnError(failure -> LOG.warn("a message is no event", failure))
                .flatMap(this::dispatch)
                .publishOn(Schedulers.boundedElastic())
                .toFuture();
    }

    private Mono<Void> dispatch(ReceivedEvent event) {
        return Mono.defer(() -> observed(event, handle(event)));
    }

    private Mono<Void> handle(ReceivedEvent event) {
        return Flux.fromIterable(handlers)
                .filter(handler -> wants(handler, event.type()))
                .concatMap(handler -> handler.handle(event))
                .then();
    }

    private Mono<Void> observed(ReceivedEvent event, Mono<Void> handling) {
        Observation observation =
                Observation.createNotStarted(
                                "atelier.event.handling", () -> context(event), observations)
                        .lowCardinalityKeyValue("type", event.type())
                        .start();
        return handling.doOnSuccess(_ -> observation.scoped(() -> logHandled(event)))
                .doOnSuccess(_ -> meters.applied(event))
                .doOnError(observation::error)
                .doOnError(failure -> observation.scoped(() -> logFailure(event, failure)))
                .doFinally(_ -> observation.stop())
                .contextWrite(
                        context -> context.put(ObservationThreadLocalAccessor.KEY, observation));
    }

    private static void logHandled(ReceivedEvent event) {
        LOG.debug("handled {} {} {}", event.type(), event.subject(), event.sequence());
    }

    private static void logFailure(ReceivedEvent event, Throwable failure) {
        LOG.warn(
                "{} {} {} not handled, it will come again",
                event.type(),
                event.subject(),
                event.sequence(),
                failure);
    }

    private static ReceiverContext<ReceivedEvent> context(ReceivedEvent event) {
        ReceiverContext<ReceivedEvent> context =
                new ReceiverContext<>(
                        (carrier, key) -> key.equals("traceparent") ? carrier.traceparent() : null,
                        Kind.CONSUMER);
        context.setCarrier(event);
        return context;
    }

    private static boolean wants(EventHandler handler, String type) {
        String wanted = handler.type();
        return wanted.endsWith("*")
                ? type.startsWith(wanted.substring(0, wanted.length() - 1))
                : type.equals(wanted);
    }
}
