package dev.atelier.bench.signup;

import dev.atelier.bench.engine.Ids;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What must hold of the product before its speed is worth measuring. */
final class Checks {

    private static final int CLIENTS = 32;
    private static final int OVERLAPPING = 2001;
    private static final String IN_USE = "r2dbc_pool_acquired_connections";
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final long MOST_PATIENT_NANOS = Duration.ofMillis(8).toNanos();
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(60);
    private static final int QUIET_LOOKS = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final HttpContender product;
    private final int port;
    private final URI metrics;
    private final Databases databases;
    private final SignUpRequests requests;

    /**
     * @param management where the product tells its metrics
     */
    Checks(
            HttpContender product,
            int port,
            URI management,
            Databases databases,
            SignUpRequests requests) {
        this.product = product;
        this.port = port;
        this.metrics = management.resolve("/actuator/prometheus");
        this.databases = databases;
        this.requests = requests;
    }

    /** Clients hang up before they have an answer, each at another time. */
    Check cancelled(int count, long seed) throws IOException, InterruptedException, SQLException {
        databases.reset(product.database());
        together(client -> abandon(client, count / CLIENTS, seed + client));
        boolean quiet = isQuiet();
        long decided = databases.seated(product.database());
        databases.reset(product.database());
        Run after = product.closed(Workload.SPREAD, Duration.ofSeconds(1), seed);
        boolean works = databases.seated(product.database()) == after.requests();
        boolean quietAgain = isQuiet();
        return new Check(
                "%,d requests cancelled by their clients lose no connection".formatted(count),
                quiet && works && quietAgain,
                "%,d were decided all the same; connections in use afterwards: %.0f; open transactions: %d"
                        .formatted(decided, gauge(IN_USE), openTransactions()));
    }

    private int abandon(int client, int count, long seed) throws IOException {
        Random random = new Random(seed);
        for (int index = 0; index < count; index++) {
            int user = (client * count + index) % requests.users();
            byte[] request = requests.of(Workload.SPREAD, user, Workload.SPREAD.workshop(random));
            new Connection(port).abandon(request, random.nextLong(MOST_PATIENT_NANOS));
        }
        return count;
    }

    /** One user wants many seats at one time, again and again with another user. */
    Check storms(int storms) throws IOException, InterruptedException, SQLException {
        databases.reset(product.database());
        CyclicBarrier together = new CyclicBarrier(CLIENTS);
        List<Integer> seats = together(client -> storm(client, storms, together));
        long deadlocks = deadlocks();
        boolean oneEach =
                seats.stream().mapToInt(Integer::intValue).sum() == storms
                        && databases.seated(product.database()) == storms
                        && usersWithOneSeat() == storms;
        return new Check(
                "%d times one user signs up for %d overlapping workshops at once: one seat each, no deadlock"
                        .formatted(storms, CLIENTS),
                oneEach && deadlocks == 0,
                "%d users with one seat, %d deadlocks".formatted(usersWithOneSeat(), deadlocks));
    }

    private int storm(int client, int storms, CyclicBarrier together) throws Exception {
        int seats = 0;
        try (Connection connection = new Connection(port)) {
            for (int user = 0; user < storms; user++) {
                byte[] request =
                        requests.of(Workload.SPREAD, user, Ids.workshop(OVERLAPPING + client));
                together.await(QUIET_WITHIN.toSeconds(), TimeUnit.SECONDS);
                int status = connection.send(request);
                if (status == CREATED) {
                    seats++;
                } else if (status != CONFLICT) {
                    throw new IllegalStateException("a sign-up was answered with " + status);
                }
            }
        }
        return seats;
    }

    private long usersWithOneSeat() throws SQLException {
        return databases.number(
                product.database(),
                """
                SELECT count(*)
                  FROM (SELECT user_id
                          FROM participant JOIN known_user ON known_user.id = user_id
                         WHERE participant.status = 'ENROLLED'
                         GROUP BY user_id
                        HAVING count(*) = 1) AS seated
                """);
    }

    /** Since the product was started; what a connection has seen may be told late. */
    long deadlocks() throws SQLException {
        return databases.number(
                product.database(),
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
    }

    private long openTransactions() throws SQLException {
        return databases.number(
                product.database(),
                """
                SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()
                   AND state <> 'idle'
                """);
    }

    /** Whether all connections are back, soon, and stay. */
    private boolean isQuiet() throws IOException, InterruptedException, SQLException {
        long end = System.nanoTime() + QUIET_WITHIN.toNanos();
        int looks = 0;
        while (looks < QUIET_LOOKS && System.nanoTime() < end) {
            looks = isQuietNow() ? looks + 1 : 0;
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
        return looks == QUIET_LOOKS;
    }

    private boolean isQuietNow() throws IOException, InterruptedException, SQLException {
        return gauge("atelier_deciding_queue") == 0
                && gauge(IN_USE) == 0
                && gauge("r2dbc_pool_pending_connections") == 0
                && openTransactions() == 0;
    }

    private double gauge(String name) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String text =
                    http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                            .body();
            return text.lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(
                            line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What one of the clients does. */
    private interface Client<T> {

        T act(int client) throws Exception;
    }

    private static <T> List<T> together(Client<T> client) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) {
                int own = number;
                tasks.add(() -> client.act(own));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception.getCause());
        }
    }
}
