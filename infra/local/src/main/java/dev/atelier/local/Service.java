package dev.atelier.local;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An instance of a deployable, run from the same jar that is shipped. */
final class Service implements Blueprint {

    private final Instance instance;
    private final Ports ports;
    private final Path jar;
    private final Surroundings surroundings;
    private final Map<String, String> more;
    private final Preparation preparation;

    private @Nullable Program program;

    Service(
            Instance instance,
            Ports ports,
            Path jar,
            Surroundings surroundings,
            Map<String, String> more,
            Preparation preparation) {
        this.instance = instance;
        this.ports = ports;
        this.jar = jar;
        this.surroundings = surroundings;
        this.more = more;
        this.preparation = preparation;
    }

    @Override
    public String name() {
        return instance.name();
    }

    @Override
    public String address() {
        return uri().toString();
    }

    URI uri() {
        return URI.create("http://localhost:" + ports.of(name()));
    }

    /** What migrates its schema and finds its queues when it starts needs both of them. */
    @Override
    public List<String> after() {
        return instance.deployable().schema().isPresent()
                ? List.of(Postgres.NAME, Queue.NAME)
                : List.of();
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        String deployable = instance.deployable().name();
        Path layout = preparation.layout(deployable, jar);
        program =
                preparation.trained(
                        layout,
                        deployable,
                        List.of("-jar", layout.resolve(jar.getFileName()).toString()),
                        Training.untilRefreshed(trainingEnvironment()));
    }

    @Override
    public ProcessBuilder process() {
        ProcessBuilder builder = new ProcessBuilder(Objects.requireNonNull(program).command());
        builder.environment().putAll(environment());
        return builder;
    }

    @Override
    public boolean answers() {
        return Http.answers(
                URI.create(
                        "http://localhost:%d/actuator/health/readiness"
                                .formatted(ports.managementOf(name()))));
    }

    Map<String, String> environment() {
        Map<String, String> environment =
                new LinkedHashMap<>(surroundings.variables(instance.deployable()));
        environment.putAll(more);
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(ports.of(name())));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.managementOf(name())));
        return environment;
    }

    /** Nothing is connected to: only Flyway would, and it is left out. */
    private Map<String, String> trainingEnvironment() {
        Map<String, String> environment = environment();
        environment.put("SPRING_FLYWAY_ENABLED", "false");
        return environment;
    }
}
