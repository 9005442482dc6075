package dev.atelier.aws.program;

import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;
import dev.atelier.aws.data.Database;
import dev.atelier.aws.data.Identity;
import dev.atelier.aws.data.Messaging;
import dev.atelier.aws.network.Doors;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.ServiceConnectProps;
import software.amazon.awscdk.services.ecs.ServiceConnectService;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The deployables of the topology, each as a service with rights of its own. */
public class Services extends Construct {

    /** The user of the images of the deployables. */
    static final String USER = "10001:10001";

    private static final String TEMPORARY = "/tmp";

    private final Topology topology;
    private final Running running;
    private final Messaging messaging;
    private final Database database;
    private final Settings settings;
    private final Map<String, FargateService> services = new LinkedHashMap<>();

    /**
     * @param rollbackAlarms the names of alarms that take back a deployment of the named program
     */
    public Services(
            Construct scope,
            String id,
            Topology topology,
            Running running,
            Images images,
            Messaging messaging,
            Database database,
            Identity identity,
            List<String> rollbackAlarms) {
        super(scope, id);
        this.topology = topology;
        this.running = running;
        this.messaging = messaging;
        this.database = database;
        Environment environment = running.environment();
        settings = new Settings(environment, topology, database.host(), identity);
        for (Deployable deployable : topology.deployables()) {
            Program program = program(environment, images, deployable);
            FargateService service =
                    running.run(
                            program,
                            environment.size().minimumTasks(),
                            List.of(connect(deployable)),
                            rollbackAlarms);
            new Scaling(program, "Scaling", environment, service, queueOf(deployable));
            services.put(deployable.name(), service);
        }
    }

    /** The service of that deployable. */
    public FargateService service(String deployable) {
        return Objects.requireNonNull(services.get(deployable));
    }

    private Program program(Environment environment, Images images, Deployable deployable) {
        Program program =
                new Program(
                        this,
                        Names.pascal(deployable.name()),
                        environment,
                        images,
                        deployable.name(),
                        environment.size().cpu(),
                        environment.size().memory());
        program.add(
                new Program.Container(
                        deployable.name(),
                        deployable.name(),
                        USER,
                        List.of(),
                        settings.of(deployable),
                        Map.of(),
                        ports(),
                        alive(),
                        TEMPORARY));
        program.allow(messaging.rightsOf(deployable.name()));
        deployable.schema().ifPresent(schema -> program.allow(List.of(database.connect(schema))));
        return program;
    }

    private static Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("http", Doors.SERVICE);
        ports.put("management", Doors.MANAGEMENT);
        return ports;
    }

    /** Whether the process answers, asked with nothing but the shell of the image. */
    private static List<String> alive() {
        return List.of(
                "CMD",
                "bash",
                "-c",
                "exec 3<>/dev/tcp/127.0.0.1/%d && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q ' 200 ' <&3"
                        .formatted(Doors.MANAGEMENT));
    }

    /**
     * The gateway calls; services are called. By TCP and not by HTTP: Service Connect would send a
     * failed request again by itself, and cut a stream of events after fifteen seconds.
     */
    private ServiceConnectProps connect(Deployable deployable) {
        ServiceConnectProps.Builder connect =
                ServiceConnectProps.builder().namespace(running.namespace());
        if (deployable.schema().isPresent()) {
            connect.services(
                    List.of(
                            ServiceConnectService.builder()
                                    .portMappingName("http")
                                    .discoveryName(deployable.name())
                                    .dnsName(deployable.name())
                                    .port(Doors.SERVICE)
                                    .idleTimeout(Duration.hours(1))
                                    .build()));
        }
        return connect.build();
    }

    private List<String> queueOf(Deployable deployable) {
        return topology.subscribes(deployable.name())
                ? List.of(messaging.queue(deployable.name()).getQueueName())
                : List.of();
    }
}
