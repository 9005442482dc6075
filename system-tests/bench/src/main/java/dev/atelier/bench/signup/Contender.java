package dev.atelier.bench.signup;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** One way to give seats. */
interface Contender {

    /** As in the report. */
    String name();

    /** Where its seats are. */
    String database();

    /** Its processes besides Postgres, by what they are. */
    Map<String, ProcessHandle> processes();

    /** Signs up as many as it can. */
    Run closed(Workload workload, Duration duration, long seed)
            throws IOException, InterruptedException;
}
