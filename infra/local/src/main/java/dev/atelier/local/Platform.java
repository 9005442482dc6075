package dev.atelier.local;

import dev.atelier.local.pager.Pager;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;
import dev.atelier.topology.Wiring;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole platform on this machine: a database, a queue server, an issuer and the deployables,
 * each a process that can be stopped, killed and started again.
 *
 * <p>
 *
 * {@snippet :
 * try (Platform platform = Platform.in(directory, Ports.free()).start()) {
 *     platform.kill("user-service");
 *     platform.start("user-service");
 * }
 * }
 */
public final class Platform implements AutoCloseable {

    /** The prefix of queue names. */
    public static final String ENVIRONMENT = "local";

    private static final Topology TOPOLOGY = Topology.ATELIER;
    private static final String GATEWAY = "gateway";

    private final Home home;
    private final Ports ports;
    private final Arrangement arrangement;
    private final Checkout checkout;
    private final Board board;
    private final Preparation preparation;
    private final Postgres postgres;
    private final Queue queue;
    private final Issuer issuer;
    private final Lineup lineup;
    private @Nullable Pager pager;

    Platform(Home home, Ports ports, Arrangement arrangement, Checkout checkout, Board board) {
        this.home = home;
        this.ports = ports;
        this.arrangement = arrangement;
        this.checkout = checkout;
        this.board = board;
        this.preparation = new Preparation(checkout.prepared(), board);
        LocalPrograms programs = new ExtractedPrograms(checkout, preparation);
        this.postgres = new Postgres(home, ports.of(Postgres.NAME), TOPOLOGY, preparation);
        this.queue =
                new Queue(
                        home, ports.of(Queue.NAME), TOPOLOGY.subscribers(), ENVIRONMENT, programs);
        this.issuer = new Issuer(home, ports.of(Issuer.NAME), checkout, programs);
        this.lineup =
                new Lineup(
                        List.of(
                                components(postgres),
                                components(queue),
                                components(issuer),
                                components(services()),
                                components(instances(TOPOLOGY.deployable(GATEWAY))),
                                components(observers())));
    }

    /**
     * The platform of the checkout around the working directory, whose modules must have been
     * packaged.
     *
     * @param directory where it keeps its data, logs and keys
     * @param ports where its components listen
     */
    public static Platform in(Path directory, Ports ports) {
        return in(directory, ports, Arrangement.USUAL);
    }

    /** The same, arranged in another way. */
    public static Platform in(Path directory, Ports ports, Arrangement arrangement) {
        return new Platform(
                new Home(directory.toAbsolutePath()),
                ports,
                arrangement,
                Checkout.around(Path.of("")),
                new Lines(() -> System.out));
    }

    /**
     * Starts everything, on the data that is there, and returns when all is ready. What an earlier
     * supervisor left running is ended first.
     *
     * @throws StartFailed when a component fails or a port is taken; what did start is stopped
     */
    public Platform start() {
        sweep();
        checkTools();
        checkPorts();
        clearLogs();
        openPager();
        board.open(lineup.components());
        lineup.start();
        board.close();
        List<String> missing = notReady();
        if (!missing.isEmpty()) {
            stop();
            throw new StartFailed("Not ready: " + String.join(", ", missing));
        }
        return this;
    }

    /** Stops everything, in the order in which nobody misses anybody; the data stays. */
    public void stop() {
        lineup.stop();
        Pager open = pager;
        if (open != null) {
            open.close();
            pager = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /**
     * Starts one component that is stopped or failed, and returns when it is ready.
     *
     * @throws StartFailed when it fails
     * @throws IllegalArgumentException when there is no such component
     */
    public void start(String component) {
        Component started = lineup.component(component);
        if (started.begin()) {
            started.start(List.of());
        }
        if (started.state() instanceof State.Failed(String reason, List<String> lastLines)) {
            throw new StartFailed(
                    "%s failed: %s%n%s".formatted(component, reason, String.join("\n", lastLines)));
        }
    }

    /** Stops one component in good order. */
    public void stop(String component) {
        lineup.component(component).stop();
    }

    /** Ends one component as {@code kill -9} does, and returns when it is gone. */
    public void kill(String component) {
        lineup.component(component).kill();
    }

    /** Stops and starts one component. */
    public void restart(String component) {
        stop(component);
        start(component);
    }

    /** How a component is. */
    public State state(String component) {
        return lineup.component(component).state();
    }

    /** The names of all components, in the order of their start. */
    public List<String> components() {
        return lineup.components().stream().map(Component::name).toList();
    }

    /** Where the frontend would connect. */
    public URI gateway() {
        return uri(GATEWAY);
    }

    /** Where an instance, the issuer or the queue server answers. */
    public URI uri(String component) {
        return URI.create("http://localhost:" + ports.of(component));
    }

    /** Where an instance answers about its health and metrics. */
    public URI management(String instance) {
        return URI.create("http://localhost:" + ports.managementOf(instance));
    }

    /**
     * What an instance is told when it starts, secrets included, for whoever runs it elsewhere.
     *
     * @throws IllegalArgumentException when there is no such instance
     */
    public Map<String, String> variables(String instance) {
        if (lineup.component(instance).blueprint() instanceof Service service) {
            return service.environment();
        }
        throw new IllegalArgumentException(instance + " is no instance of a deployable");
    }

    /** The {@code iss} of the tokens that are accepted. */
    public URI issuer() {
        return issuer.uri();
    }

    /** The private key, in PEM, that signs tokens; its id lies beside it in {@code issuer.kid}. */
    public Path issuerKey() {
        return issuer.key();
    }

    /** A connection to the database with all rights, for looking behind the services' backs. */
    public Connection database() throws SQLException {
        return postgres.superuser();
    }

    /**
     * Who gets the alerts of a platform that is observed.
     *
     * @throws IllegalStateException when it is not, or is not running
     */
    public Pager pager() {
        Pager open = pager;
        if (open == null) {
            throw new IllegalStateException("nobody observes");
        }
        return open;
    }

    /** Whether this machine has the programs that it takes to be {@link Arrangement#observed}. */
    public static boolean canBeObserved() {
        return Stream.of(Tool.values()).allMatch(tool -> tool.find().isPresent());
    }

    boolean isObserved() {
        return arrangement.observed().isPresent();
    }

    /** Ends what an earlier supervisor left running, and returns the names. */
    List<String> sweep() {
        return lineup.sweep().stream().map(Component::name).toList();
    }

    Home home() {
        return home;
    }

    Lineup lineup() {
        return lineup;
    }

    Postgres postgres() {
        return postgres;
    }

    private void checkTools() {
        if (isObserved()) {
            Tool.requireAll();
        }
    }

    private void openPager() {
        if (isObserved()) {
            try {
                pager =
                        Pager.open(
                                ports.of(Pager.NAME), checkout.observability().resolve("runbooks"));
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
    }

    private void checkPorts() {
        Stream<Optional<PortConflict>> serving =
                lineup.components().stream()
                        .map(Component::name)
                        .map(name -> PortConflict.find(name, ports.of(name)));
        Stream<Optional<PortConflict>> management =
                TOPOLOGY.deployables().stream()
                        .map(arrangement::instancesOf)
                        .flatMap(List::stream)
                        .map(Instance::name)
                        .map(name -> PortConflict.find(name, ports.managementOf(name)));
        Stream<Optional<PortConflict>> paging =
                arrangement.observed().stream()
                        .map(_ -> PortConflict.find(Pager.NAME, ports.of(Pager.NAME)));
        PortConflict.refuse(
                Stream.of(serving, management, paging)
                        .flatMap(Function.identity())
                        .flatMap(Optional::stream)
                        .toList());
    }

    private void clearLogs() {
        try {
            home.clearLogs();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private List<String> notReady() {
        return lineup.components().stream()
                .filter(component -> !(component.state() instanceof State.Ready))
                .map(Component::name)
                .toList();
    }

    private Blueprint[] services() {
        return TOPOLOGY.services().stream()
                .map(this::instances)
                .flatMap(Stream::of)
                .toArray(Blueprint[]::new);
    }

    private Blueprint[] instances(Deployable deployable) {
        Surroundings surroundings =
                new Surroundings(
                        TOPOLOGY,
                        wiring(deployable),
                        postgres,
                        queue.uri(),
                        arrangement.gatewaySettings());
        return arrangement.instancesOf(deployable).stream()
                .map(
                        instance ->
                                new Service(
                                        instance,
                                        ports,
                                        checkout.jar(deployable.name()),
                                        surroundings,
                                        arrangement.variables(),
                                        preparation))
                .toArray(Blueprint[]::new);
    }

    private Blueprint[] observers() {
        return arrangement
                .observed()
                .map(
                        tempo ->
                                new Observers(
                                                home,
                                                ports,
                                                checkout,
                                                postgres,
                                                instanceNames(),
                                                tempo)
                                        .blueprints())
                .orElse(new Blueprint[0]);
    }

    private Map<String, List<String>> instanceNames() {
        return TOPOLOGY.deployables().stream()
                .collect(
                        Collectors.toMap(
                                Deployable::name,
                                deployable ->
                                        arrangement.instancesOf(deployable).stream()
                                                .map(Instance::name)
                                                .toList()));
    }

    private Wiring wiring(Deployable deployable) {
        return new Wiring(
                ENVIRONMENT,
                "localhost",
                arrangement
                        .databasePorts()
                        .getOrDefault(deployable.name(), ports.of(Postgres.NAME)),
                Postgres.DATABASE,
                issuer.uri(),
                issuer.jwkSetUri(),
                service -> arrangement.doors().getOrDefault(service, uri(service)));
    }

    private List<Component> components(Blueprint... blueprints) {
        return Stream.of(blueprints)
                .map(blueprint -> new Component(blueprint, home, board))
                .toList();
    }
}
