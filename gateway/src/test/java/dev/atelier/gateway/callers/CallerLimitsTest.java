package dev.atelier.gateway.callers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

class CallerLimitsTest {

    private static final int PER_SECOND = 50;
    private static final int BURST = 100;
    private static final int CALLERS = 1000;

    private final AtomicLong now = new AtomicLong();
    private final CallerLimits limits =
            new CallerLimits(new RateLimitProperties(PER_SECOND, BURST, CALLERS, 0), now::get);

    @Test
    void grantsBurstAndThenNoMore() {
        assertThat(granted("ada", BURST + 20)).isEqualTo(BURST);
    }

    @Test
    void grantsAsManyAsTheTimeThatPassed() {
        granted("ada", BURST);
        passes(Duration.ofSeconds(1));

        assertThat(granted("ada", BURST)).isEqualTo(PER_SECOND);
    }

    @Test
    void savesNoMoreThanBurst() {
        granted("ada", 1);
        passes(Duration.ofHours(1));

        assertThat(granted("ada", 2 * BURST)).isEqualTo(BURST);
    }

    @Test
    void countsEachCallerAlone() {
        granted("ada", BURST);

        assertThat(granted("grace", BURST)).isEqualTo(BURST);
    }

    @Test
    void tellsHowMuchIsLeftAndWhenItIsAllThereAgain() {
        granted("ada", BURST - 1);
        Allowance last = limits.take("ada");

        assertThat(last).isEqualTo(new Allowance(true, BURST, 0, BURST / PER_SECOND, 0));
        HttpHeaders headers = new HttpHeaders();
        last.tell(headers);
        assertThat(headers.toSingleValueMap())
                .containsEntry("RateLimit-Limit", "100")
                .containsEntry("RateLimit-Remaining", "0")
                .containsEntry("RateLimit-Reset", "2");
    }

    @Test
    void tellsWholeSecondsToWait() {
        granted("ada", BURST);

        assertThat(limits.take("ada").retrySeconds()).isEqualTo(1);
    }

    @Test
    void forgetsCallersWhoseBucketsAreFullAgain() {
        IntStream.range(0, 500).forEach(caller -> limits.take("caller-" + caller));
        assertThat(limits.size()).isEqualTo(500);

        passes(Duration.ofSeconds(1 + BURST / PER_SECOND));
        assertThat(limits.size()).isZero();
    }

    @Test
    void remembersNoMoreCallersThanThereIsRoomFor() {
        IntStream.range(0, 20 * CALLERS).forEach(caller -> limits.take("caller-" + caller));

        assertThat(limits.size()).isLessThanOrEqualTo(CALLERS);
    }

    private long granted(String caller, int requests) {
        return IntStream.range(0, requests)
                .filter(request -> limits.take(caller).granted())
                .count();
    }

    private void passes(Duration duration) {
        now.addAndGet(duration.toNanos());
    }
}
