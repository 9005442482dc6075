package dev.atelier.aws.program;

import dev.atelier.aws.Environment;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerDependency;
import software.amazon.awscdk.services.ecs.ContainerDependencyCondition;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.Ulimit;
import software.amazon.awscdk.services.ecs.UlimitName;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One kind of task: its own two roles, its own log, a file system that nobody writes to but for a
 * directory or two that last as long as the task, and no root.
 */
public class Program extends Construct {

    private static final int STOP_SECONDS = 60;

    /**
     * Each connection is one, and the gateway holds up to 15,000 of callers and as many of
     * services.
     */
    private static final int OPEN_FILES = 65_536;

    private final Environment environment;
    private final Images images;
    private final String name;
    private final Role role;
    private final Role execution;
    private final FargateTaskDefinition task;
    private final LogGroup log;
    private final Set<String> volumes = new HashSet<>();

    /**
     * A container of a task.
     *
     * @param name of the container
     * @param image whose it is
     * @param user and group that it runs as, by number
     * @param command instead of the image's own; empty for that
     * @param variables that are no secrets
     * @param secrets that reach it as variables and stand in no template
     * @param ports that it listens on, by name
     * @param healthy a command that fails when it must be replaced; empty for what ends by itself
     * @param writable the directory that it may write to
     */
    public record Container(
            String name,
            String image,
            String user,
            List<String> command,
            Map<String, String> variables,
            Map<String, Secret> secrets,
            Map<String, Integer> ports,
            List<String> healthy,
            String writable) {}

    public Program(
            Construct scope,
            String id,
            Environment environment,
            Images images,
            String name,
            int cpu,
            int memory) {
        super(scope, id);
        this.environment = environment;
        this.images = images;
        this.name = name;
        role = role("Role", "What %s may do");
        execution = role("Execution", "What it takes to start %s");
        log =
                LogGroup.Builder.create(this, "Log")
                        .logGroupName("/atelier/%s/%s".formatted(environment.name(), name))
                        .retention(RetentionDays.ONE_MONTH)
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        task =
                FargateTaskDefinition.Builder.create(this, "Task")
                        .family(environment.named("atelier", name))
                        .cpu(cpu)
                        .memoryLimitMiB(memory)
                        .taskRole(role)
                        .executionRole(execution)
                        .runtimePlatform(
                                RuntimePlatform.builder()
                                        .cpuArchitecture(CpuArchitecture.ARM64)
                                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                                        .build())
                        .build();
        execution.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of("ecr:GetAuthorizationToken"))
                        .resources(List.of("*"))
                        .build());
        Tags.of(this).add("service", name);
    }

    /** Adds the container that the task is for. */
    public ContainerDefinition add(Container container) {
        return add(container, true);
    }

    /** Adds the container that the task is for, which starts when another has done its work. */
    public ContainerDefinition addAfter(Container first, Container container) {
        ContainerDefinition done = add(first, false);
        ContainerDefinition then = add(container, true);
        then.addContainerDependencies(
                ContainerDependency.builder()
                        .container(done)
                        .condition(ContainerDependencyCondition.SUCCESS)
                        .build());
        return then;
    }

    /** Lets the running program do something. */
    public void allow(List<PolicyStatement> statements) {
        statements.forEach(role::addToPolicy);
    }

    /** Lets the program start with secrets in its variables. */
    public void mayDecrypt(PolicyStatement decrypting) {
        execution.addToPolicy(decrypting);
    }

    public String name() {
        return name;
    }

    public FargateTaskDefinition task() {
        return task;
    }

    private ContainerDefinition add(Container settings, boolean essential) {
        execution.addToPolicy(pull(settings.image()));
        ContainerDefinition container =
                task.addContainer(settings.name(), options(settings, essential));
        mount(container, settings.writable());
        settings.ports()
                .forEach(
                        (port, number) ->
                                container.addPortMappings(
                                        PortMapping.builder()
                                                .name(port)
                                                .containerPort(number)
                                                .build()));
        return container;
    }

    private ContainerDefinitionOptions options(Container settings, boolean essential) {
        ContainerDefinitionOptions.Builder options =
                ContainerDefinitionOptions.builder()
                        .containerName(settings.name())
                        .image(ContainerImage.fromRegistry(images.uri(settings.image())))
                        .user(settings.user())
                        .readonlyRootFilesystem(true)
                        .essential(essential)
                        .environment(settings.variables())
                        .secrets(settings.secrets())
                        .stopTimeout(Duration.seconds(STOP_SECONDS))
                        .ulimits(
                                List.of(
                                        Ulimit.builder()
                                                .name(UlimitName.NOFILE)
                                                .softLimit(OPEN_FILES)
                                                .hardLimit(OPEN_FILES)
                                                .build()))
                        .logging(
                                LogDriver.awsLogs(
                                        AwsLogDriverProps.builder()
                                                .logGroup(log)
                                                .streamPrefix(name)
                                                // A log that is away must not stop a sign-up.
                                                .mode(AwsLogDriverMode.NON_BLOCKING)
                                                .build()));
        if (!settings.command().isEmpty()) {
            options.command(settings.command());
        }
        if (!settings.healthy().isEmpty()) {
            options.healthCheck(healthCheck(settings.healthy()));
        }
        return options.build();
    }

    private static HealthCheck healthCheck(List<String> command) {
        return HealthCheck.builder()
                .command(command)
                .interval(Duration.seconds(10))
                .timeout(Duration.seconds(5))
                .retries(3)
                .startPeriod(Duration.seconds(60))
                .build();
    }

    /** One volume for each directory, which the containers of a task share. */
    private void mount(ContainerDefinition container, String directory) {
        String volume = directory.substring(1).replace('/', '-');
        if (volumes.add(volume)) {
            task.addVolume(Volume.builder().name(volume).build());
        }
        container.addMountPoints(
                MountPoint.builder()
                        .sourceVolume(volume)
                        .containerPath(directory)
                        .readOnly(false)
                        .build());
    }

    private PolicyStatement pull(String image) {
        return PolicyStatement.Builder.create()
                .actions(
                        List.of(
                                "ecr:BatchCheckLayerAvailability",
                                "ecr:BatchGetImage",
                                "ecr:GetDownloadUrlForLayer"))
                .resources(List.of(images.arn(image)))
                .build();
    }

    private Role role(String id, String description) {
        return Role.Builder.create(this, id)
                .roleName(environment.named("atelier", name + "-" + id.toLowerCase(Locale.ROOT)))
                .description(description.formatted(name))
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
                .build();
    }
}
