package dev.atelier.aws;

import dev.atelier.aws.access.DeployAccess;
import dev.atelier.aws.data.Database;
import dev.atelier.aws.data.Identity;
import dev.atelier.aws.data.Keys;
import dev.atelier.aws.data.Logs;
import dev.atelier.aws.data.Messaging;
import dev.atelier.aws.data.Secrets;
import dev.atelier.aws.edge.PrivateEdge;
import dev.atelier.aws.edge.PublicEdge;
import dev.atelier.aws.monitoring.Alarms;
import dev.atelier.aws.monitoring.Alerts;
import dev.atelier.aws.monitoring.Budget;
import dev.atelier.aws.monitoring.Monitoring;
import dev.atelier.aws.network.Doors;
import dev.atelier.aws.network.Network;
import dev.atelier.aws.program.Images;
import dev.atelier.aws.program.Migrations;
import dev.atelier.aws.program.Running;
import dev.atelier.aws.program.Runtime;
import dev.atelier.aws.program.Services;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;

import java.util.List;

/**
 * One environment in four stacks, in the order in which they are deployed: who may deploy (by hand,
 * once), what keeps data, what migrates it, and what runs on it.
 */
final class EnvironmentApp {

    private final App app;
    private final Environment environment;
    private final Topology topology;

    private EnvironmentApp(App app, Environment environment, Topology topology) {
        this.app = app;
        this.environment = environment;
        this.topology = topology;
    }

    static void in(App app, Environment environment, Topology topology) {
        new EnvironmentApp(app, environment, topology).stacks();
    }

    private void stacks() {
        access();
        Foundation foundation = foundation();
        migration(foundation);
        platform(foundation);
    }

    /** What the stacks after the first use of it. */
    private record Foundation(
            Stack stack,
            Network network,
            Doors doors,
            Keys keys,
            Logs logs,
            Messaging messaging,
            Database database,
            Identity identity,
            Secrets secrets,
            Runtime runtime) {}

    private void access() {
        Stack stack =
                Stacks.byHand(
                        app,
                        environment.account(),
                        environment.name(),
                        "Access",
                        "Atelier: who deploys the environment, and the limits of it",
                        environment.production());
        new DeployAccess(stack, "Deploying", environment, topology);
    }

    private Foundation foundation() {
        Stack stack = stack("Foundation", "Atelier: network, data, queues, people, secrets");
        Network network = new Network(stack, "Network", environment);
        Doors doors = new Doors(stack, "Doors", network.vpc(), topology);
        Keys keys = new Keys(stack, "Keys", environment);
        Foundation foundation =
                new Foundation(
                        stack,
                        network,
                        doors,
                        keys,
                        new Logs(stack, "Logs", environment),
                        new Messaging(stack, "Queues", environment, topology, keys.messages()),
                        new Database(stack, "Database", environment, network, doors, keys.data()),
                        new Identity(stack, "Identity", environment, topology),
                        new Secrets(stack, "Secrets", environment, topology, keys.data()),
                        new Runtime(stack, "Runtime", environment, network.vpc()));
        new Budget(stack, "Budget", environment);
        tellThePipeline(foundation);
        return foundation;
    }

    /** Where the pipeline runs the tasks that migrate. */
    private void tellThePipeline(Foundation foundation) {
        List<String> subnets =
                foundation.network().vpc().selectSubnets(Network.APPLICATION).getSubnets().stream()
                        .map(ISubnet::getSubnetId)
                        .toList();
        output(foundation.stack(), "TaskSubnets", String.join(",", subnets));
        output(foundation.stack(), "MigrationDoors", foundation.doors().idOf(Doors.MIGRATIONS));
    }

    private void migration(Foundation foundation) {
        Stack stack =
                stack("Migration", "Atelier: the tasks that prepare and migrate the database");
        new Migrations(
                stack,
                "Migrations",
                environment,
                topology,
                new Images(stack),
                foundation.database(),
                foundation.secrets(),
                foundation.identity());
    }

    private void platform(Foundation foundation) {
        Stack stack = stack("Platform", "Atelier: the ways in, what runs, and what watches it");
        Images images = new Images(stack);
        Running running = new Running(environment, foundation.runtime(), foundation.doors());
        PublicEdge publicEdge =
                new PublicEdge(
                        stack,
                        "PublicEdge",
                        environment,
                        foundation.network(),
                        foundation.doors(),
                        foundation.logs());
        PrivateEdge privateEdge =
                new PrivateEdge(
                        stack,
                        "PrivateEdge",
                        environment,
                        foundation.network(),
                        foundation.doors(),
                        foundation.logs());
        Services services =
                new Services(
                        stack,
                        "Services",
                        topology,
                        running,
                        images,
                        foundation.messaging(),
                        foundation.database(),
                        foundation.identity(),
                        Alarms.takingBack(environment));
        publicEdge
                .gateway()
                .addTarget(
                        services.service("gateway")
                                .loadBalancerTarget(
                                        LoadBalancerTargetOptions.builder()
                                                .containerName("gateway")
                                                .containerPort(Doors.SERVICE)
                                                .build()));
        new Monitoring(
                stack,
                "Monitoring",
                environment,
                topology,
                foundation.runtime(),
                running,
                images,
                privateEdge,
                foundation.identity(),
                foundation.secrets());
        Alerts alerts =
                new Alerts(
                        stack,
                        "Alerts",
                        environment,
                        foundation.keys().messages(),
                        foundation.secrets());
        new Alarms(
                stack,
                "Alarms",
                environment,
                topology,
                alerts.topic(),
                foundation.runtime().cluster(),
                publicEdge,
                privateEdge,
                foundation.messaging(),
                foundation.database());
    }

    private Stack stack(String id, String description) {
        return Stacks.of(app, environment, id, description);
    }

    private static void output(Stack stack, String name, String value) {
        CfnOutput.Builder.create(stack, name).value(value).build();
    }
}
