package dev.atelier.bench.engine;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;

import reactor.core.publisher.Flux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Starts an application, and drives its engine as its input says: a line is {@code <workshops>
 * <users> <callers> <millis> <seed>}, and is answered with {@code <sign-ups> <nanoseconds>}.
 */
public final class EngineDriver {

    private EngineDriver() {}

    /**
     * Ends with its input.
     *
     * @param arguments the class of the application, and {@code product} or {@code twin}
     */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        SpringApplication application = new SpringApplication(Class.forName(arguments[0]));
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        ApplicationContext context = application.run();
        Engine engine =
                arguments[1].equals("product")
                        ? new ProductEngine(context)
                        : new TwinEngine(context);
        answers.println("ready");
        BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            answers.println(carryOut(order, engine));
        }
        System.exit(0);
    }

    private static String carryOut(String order, Engine engine) {
        try {
            int[] numbers = Stream.of(order.split(" ")).mapToInt(Integer::parseInt).toArray();
            return drive(engine, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        } catch (RuntimeException failure) {
            return "failed: " + failure;
        }
    }

    /** Each of the callers signs the next user up when it has its answer. */
    private static String drive(
            Engine engine, int workshops, int users, int callers, int millis, long seed) {
        Random random = new Random(seed);
        long start = System.nanoTime();
        long end = start + Duration.ofMillis(millis).toNanos();
        Long signUps =
                Flux.range(0, users)
                        .takeWhile(_ -> System.nanoTime() < end)
                        .flatMap(
                                user -> engine.signUp(workshop(workshops, random), Ids.user(user)),
                                callers,
                                1)
                        .count()
                        .block();
        return signUps + " " + (System.nanoTime() - start);
    }

    private static UUID workshop(int workshops, Random random) {
        return Ids.workshop(workshops == 1 ? 0 : 1 + random.nextInt(workshops));
    }
}
