package dev.atelier.bench.signup;

import java.time.Duration;
import java.util.Map;

/** One that is asked over HTTP. */
record HttpContender(
        String name, String database, Map<String, ProcessHandle> processes, Clients clients)
        implements Contender {

    /** How many wait for an answer at once. */
    static final int CLIENTS = 64;

    /** More than are ever in use at a rate that it can do. */
    private static final int CONNECTIONS = 128;

    @Override
    public Run closed(Workload workload, Duration duration, long seed) throws InterruptedException {
        return clients.closed(CLIENTS, workload, duration, seed);
    }

    Run open(double perSecond, Workload workload, Duration duration, long seed)
            throws InterruptedException {
        return clients.open(CONNECTIONS, perSecond, workload, duration, seed);
    }
}
