package dev.atelier.enrollment.deciding;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.Lifecycle;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Works off what queues up in it, one batch at a time. The next batch is whatever has queued while
 * the one before was in flight: when little happens that is one item, which waits for nobody, and
 * when much happens many items share one batch. There is no timer.
 */
final class Lane<T> implements Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Queue<T> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Function<List<T>, Mono<Void>> work;
    private final int capacity;
    private final int batchSize;
    private volatile Sinks.Empty<Void> drained = Sinks.empty();
    private volatile boolean draining;

    /**
     * @param work on a batch; its error is logged and harms no other batch
     * @param capacity how many items may wait or be worked on before no more are taken
     * @param batchSize how many items a batch has at most
     */
    Lane(Function<List<T>, Mono<Void>> work, int capacity, int batchSize) {
        this.work = work;
        this.capacity = capacity;
        this.batchSize = batchSize;
    }

    /**
     * @return false when the lane is full or ends
     */
    boolean offer(T item) {
        if (draining || unfinished.get() >= capacity) {
            return false;
        }
        add(item);
        return true;
    }

    /** Takes what must not be refused, because it follows from what was taken before. */
    void add(T item) {
        queue.add(item);
        if (unfinished.getAndIncrement() == 0) {
            workOff();
        }
    }

    int size() {
        return unfinished.get();
    }

    /** Repeats rather than recurses: work may end at once, and the queue may be long. */
    private void workOff() {
        Mono.defer(this::next)
                .map(items -> unfinished.addAndGet(-items) > 0)
                .repeat()
                .takeWhile(isMoreWaiting -> isMoreWaiting)
                .subscribe(_ -> {}, _ -> {}, this::nothingIsLeft);
    }

    /**
     * @return how many items were worked on
     */
    private Mono<Integer> next() {
        List<T> batch = new ArrayList<>();
        T item;
        while (batch.size() < batchSize && (item = queue.poll()) != null) {
            batch.add(item);
        }
        return Mono.defer(() -> work.apply(batch))
                .doOnError(failure -> LOG.error("a batch of {} failed", batch.size(), failure))
                .onErrorComplete()
                .thenReturn(batch.size());
    }

    private void nothingIsLeft() {
        if (draining) {
            drained.tryEmitEmpty();
        }
    }

    /** Takes nothing more, and completes when all that was taken is done. */
    Mono<Void> drain() {
        Sinks.Empty<Void> end = drained;
        stop();
        return unfinished.get() == 0 ? Mono.empty() : end.asMono();
    }

    /** Takes items again, after it was drained. */
    @Override
    public void start() {
        drained = Sinks.empty();
        draining = false;
    }

    @Override
    public void stop() {
        draining = true;
    }

    @Override
    public boolean isRunning() {
        return !draining;
    }
}
