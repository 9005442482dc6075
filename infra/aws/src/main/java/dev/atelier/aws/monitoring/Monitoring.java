package dev.atelier.aws.monitoring;

import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;
import dev.atelier.aws.data.Identity;
import dev.atelier.aws.data.Secrets;
import dev.atelier.aws.edge.PrivateEdge;
import dev.atelier.aws.network.Doors;
import dev.atelier.aws.program.Images;
import dev.atelier.aws.program.Program;
import dev.atelier.aws.program.Running;
import dev.atelier.aws.program.Runtime;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.services.aps.CfnWorkspace;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prometheus, Alertmanager and Grafana with the configuration of {@code observability/}. That comes
 * as an image of its own, which writes it out for the environment before the program starts: the
 * programs are the ones that their projects publish, and the configuration is as versioned as code.
 *
 * <p>Prometheus keeps two hours on the task's own disk and sends everything on to Amazon Managed
 * Prometheus. It is never on EFS, which its project does not support.
 */
public class Monitoring extends Construct {

    /** Where the configuration is written to, and where the programs keep what they must. */
    private static final String WORK = "/work";

    private static final String NOBODY = "65534:65534";
    private static final String GRAFANA_USER = "472:0";
    private static final int ALERTMANAGERS = 2;

    private final Environment environment;
    private final Runtime runtime;
    private final Running running;
    private final Images images;
    private final PrivateEdge edge;
    private final CfnWorkspace workspace;

    public Monitoring(
            Construct scope,
            String id,
            Environment environment,
            Topology topology,
            Runtime runtime,
            Running running,
            Images images,
            PrivateEdge edge,
            Identity identity,
            Secrets secrets) {
        super(scope, id);
        this.environment = environment;
        this.runtime = runtime;
        this.running = running;
        this.images = images;
        this.edge = edge;
        workspace =
                CfnWorkspace.Builder.create(this, "History")
                        .alias("atelier-" + environment.name())
                        .build();
        prometheus(topology);
        alertmanager(secrets);
        grafana(identity, secrets);
    }

    private void prometheus(Topology topology) {
        Program program = program(Doors.PROMETHEUS, 1024, 4096);
        Map<String, String> variables =
                Names.texts(
                        "ENVIRONMENT",
                        environment.name(),
                        "TARGETS",
                        targets(topology),
                        "WANTED",
                        wanted(topology),
                        "REMOTE_WRITE_URL",
                        workspace.getAttrPrometheusEndpoint() + "api/v1/remote_write",
                        "REMOTE_WRITE_REGION",
                        environment.region());
        program.addAfter(
                configuration(Doors.PROMETHEUS, variables, Map.of()),
                container(
                        Images.PROMETHEUS,
                        NOBODY,
                        List.of(
                                "--config.file=" + WORK + "/prometheus.yml",
                                "--storage.tsdb.path=" + WORK + "/data",
                                "--storage.tsdb.retention.time=2h",
                                "--web.external-url=" + url(Doors.PROMETHEUS)),
                        Names.texts("AWS_REGION", environment.region()),
                        Map.of(),
                        Doors.PROMETHEUS_HTTP,
                        "/-/healthy"));
        program.allow(List.of(onHistory("aps:RemoteWrite")));
        open(program, environment.size().prometheus(), Doors.PROMETHEUS_HTTP);
    }

    private void alertmanager(Secrets secrets) {
        Program program = program(Doors.ALERTMANAGER, 256, 512);
        Map<String, Secret> hidden = new LinkedHashMap<>();
        // The configuration's image writes them to files; Alertmanager reads them nowhere else.
        for (String key : Secrets.ROUTING_KEYS) {
            hidden.put(
                    key.replace('-', '_').toUpperCase(Locale.ROOT),
                    Secret.fromSecretsManager(secrets.secret(key)));
        }
        program.addAfter(
                configuration(Doors.ALERTMANAGER, Map.of(), hidden),
                container(
                        Images.ALERTMANAGER,
                        NOBODY,
                        List.of(
                                "--config.file=" + WORK + "/alertmanager.yml",
                                "--storage.path=" + WORK + "/data",
                                "--web.external-url=" + url(Doors.ALERTMANAGER),
                                "--cluster.listen-address=0.0.0.0:" + Doors.ALERTMANAGER_CLUSTER,
                                "--cluster.peer="
                                        + address(Doors.ALERTMANAGER, Doors.ALERTMANAGER_CLUSTER)),
                        Map.of(),
                        Map.of(),
                        Doors.ALERTMANAGER_HTTP,
                        "/-/healthy"));
        program.mayDecrypt(secrets.decrypting());
        open(program, ALERTMANAGERS, Doors.ALERTMANAGER_HTTP);
    }

    private void grafana(Identity identity, Secrets secrets) {
        Program program = program(Doors.GRAFANA, 512, 1024);
        Map<String, Secret> hidden = new LinkedHashMap<>();
        hidden.put(
                "GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET",
                Secret.fromSecretsManager(secrets.secret(Secrets.GRAFANA_CLIENT)));
        hidden.put(
                "GF_SECURITY_ADMIN_PASSWORD",
                Secret.fromSecretsManager(secrets.secret(Secrets.GRAFANA_ADMINISTRATOR)));
        Map<String, String> variables =
                Names.texts(
                        "GF_SERVER_ROOT_URL",
                        url(Doors.GRAFANA),
                        "GF_PATHS_DATA",
                        WORK + "/data",
                        "GF_PATHS_PROVISIONING",
                        WORK + "/provisioning",
                        "GF_PATHS_LOGS",
                        WORK + "/logs",
                        "GF_ANALYTICS_REPORTING_ENABLED",
                        "false",
                        // The history is Amazon's, which wants every question signed.
                        "GF_AUTH_SIGV4_AUTH_ENABLED",
                        "true",
                        "GF_AUTH_GENERIC_OAUTH_ENABLED",
                        "true",
                        "GF_AUTH_GENERIC_OAUTH_CLIENT_ID",
                        identity.grafanaClient(),
                        "GF_AUTH_GENERIC_OAUTH_SCOPES",
                        "openid profile email",
                        "GF_AUTH_GENERIC_OAUTH_AUTH_URL",
                        identity.signIn() + "/oauth2/authorize",
                        "GF_AUTH_GENERIC_OAUTH_API_URL",
                        identity.signIn() + "/oauth2/userInfo");
        // Their names have the word token in them; the addresses are public.
        variables.put("GF_AUTH_GENERIC_OAUTH_TOKEN_URL", identity.signIn() + "/oauth2/token");
        variables.put(
                "GF_AUTH_GENERIC_OAUTH_ROLE_ATTRIBUTE_PATH",
                "contains(\"cognito:groups\"[*], 'operator') && 'Editor' || ''");
        variables.put("GF_AUTH_GENERIC_OAUTH_ROLE_ATTRIBUTE_STRICT", "true");
        program.addAfter(
                configuration(
                        Doors.GRAFANA,
                        Names.texts(
                                "PROMETHEUS_URL",
                                "http://" + address(Doors.PROMETHEUS, Doors.PROMETHEUS_HTTP),
                                "ALERTMANAGER_URL",
                                "http://" + address(Doors.ALERTMANAGER, Doors.ALERTMANAGER_HTTP),
                                "HISTORY_URL",
                                workspace.getAttrPrometheusEndpoint(),
                                "HISTORY_REGION",
                                environment.region()),
                        Map.of()),
                container(
                        Images.GRAFANA,
                        GRAFANA_USER,
                        List.of(),
                        variables,
                        hidden,
                        Doors.GRAFANA_HTTP,
                        "/api/health"));
        program.mayDecrypt(secrets.decrypting());
        program.allow(
                List.of(
                        onHistory(
                                "aps:GetLabels",
                                "aps:GetMetricMetadata",
                                "aps:GetSeries",
                                "aps:QueryMetrics")));
        open(program, environment.size().prometheus(), Doors.GRAFANA_HTTP);
    }

    private Program program(String name, int cpu, int memory) {
        return new Program(this, Names.pascal(name), environment, images, name, cpu, memory);
    }

    /** Writes the configuration of that program, and ends. */
    private static Program.Container configuration(
            String program, Map<String, String> variables, Map<String, Secret> hidden) {
        return new Program.Container(
                "configuration",
                Images.OBSERVABILITY,
                NOBODY,
                List.of(program, WORK),
                variables,
                hidden,
                Map.of(),
                List.of(),
                WORK);
    }

    private static Program.Container container(
            String image,
            String user,
            List<String> command,
            Map<String, String> variables,
            Map<String, Secret> hidden,
            int port,
            String health) {
        return new Program.Container(
                image,
                image,
                user,
                command,
                variables,
                hidden,
                ports(port),
                List.of(
                        "CMD",
                        "wget",
                        "--quiet",
                        "--output-document=/dev/null",
                        "http://127.0.0.1:%d%s".formatted(port, health)),
                WORK);
    }

    private static Map<String, Integer> ports(int port) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("http", port);
        return ports;
    }

    private void open(Program program, int tasks, int port) {
        FargateService service = running.run(program, tasks, List.of(), List.of());
        edge.targets(program.name())
                .addTarget(
                        service.loadBalancerTarget(
                                LoadBalancerTargetOptions.builder()
                                        .containerName(program.name())
                                        .containerPort(port)
                                        .build()));
    }

    private PolicyStatement onHistory(String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(workspace.getAttrArn()))
                .build();
    }

    /** Every program whose tasks are scraped one by one, with its port. */
    private String targets(Topology topology) {
        return Stream.concat(
                        topology.deployables().stream()
                                .map(Deployable::name)
                                .map(name -> target(name, Doors.MANAGEMENT)),
                        Stream.of(
                                target(Doors.PROMETHEUS, Doors.PROMETHEUS_HTTP),
                                target(Doors.ALERTMANAGER, Doors.ALERTMANAGER_HTTP),
                                target(Doors.GRAFANA, Doors.GRAFANA_HTTP)))
                .collect(Collectors.joining(","));
    }

    private String target(String program, int port) {
        return program + "=" + address(program, port);
    }

    /** Of how many tasks of each deployable fewer are an alert. */
    private String wanted(Topology topology) {
        return topology.deployables().stream()
                .map(deployable -> deployable.name() + "=" + environment.size().minimumTasks())
                .collect(Collectors.joining(","));
    }

    private String address(String program, int port) {
        return runtime.tasksOf(program) + ":" + port;
    }

    private String url(String program) {
        return "https://%s.%s".formatted(program, environment.domain());
    }
}
