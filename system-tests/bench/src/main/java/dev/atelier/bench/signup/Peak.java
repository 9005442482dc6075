package dev.atelier.bench.signup;

import dev.atelier.bench.PrivatePlatform;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many sign-ups a second get through the gateway at most, for those who are to keep pace with
 * them.
 *
 * @param users how many have a token; a measurement ends when each is signed up
 */
public record Peak(int users, Duration warmUp, Duration duration, int repeats) {

    /** Measures it, as the benchmark of sign-up does, and stops all that it has started. */
    public Spread measure(
            PrivatePlatform platform, Databases databases, Path directory, PrintStream out)
            throws IOException, SQLException, InterruptedException {
        SignUpRequests requests = SignUpRequests.sign(platform.tokens(), users);
        try (Contenders contenders = new Contenders(platform, databases, requests, directory)) {
            HttpContender product = contenders.product();
            HttpContender gateway = contenders.gateway(product);
            ProcessHandle postgres = SignUpBench.postgres(platform);
            Measuring measuring = new Measuring(databases, postgres, 0, out);
            measuring.warmUp(product, warmUp.dividedBy(2), Workload.SPREAD);
            measuring.warmUp(gateway, warmUp, Workload.SPREAD);
            List<Double> rates = new ArrayList<>();
            for (int repeat = 0; repeat < repeats; repeat++) {
                databases.reset(gateway.database());
                rates.add(gateway.closed(Workload.SPREAD, duration, repeat).perSecond());
            }
            return Spread.of(rates);
        }
    }
}
