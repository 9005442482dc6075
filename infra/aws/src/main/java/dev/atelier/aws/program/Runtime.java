package dev.atelier.aws.program;

import dev.atelier.aws.Environment;

import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.servicediscovery.HttpNamespace;
import software.amazon.awscdk.services.servicediscovery.PrivateDnsNamespace;
import software.constructs.Construct;

/**
 * Where programs run and find one another: callers by Service Connect, which balances over healthy
 * tasks, and Prometheus by DNS, which names every task, since each is measured by itself.
 */
public class Runtime extends Construct {

    private final Environment environment;
    private final Cluster cluster;
    private final HttpNamespace callers;
    private final PrivateDnsNamespace tasks;

    public Runtime(Construct scope, String id, Environment environment, IVpc vpc) {
        super(scope, id);
        this.environment = environment;
        cluster =
                Cluster.Builder.create(this, "Cluster")
                        .clusterName("atelier-" + environment.name())
                        .vpc(vpc)
                        // The number of running tasks, for the scaling of consumers.
                        .containerInsightsV2(ContainerInsights.ENABLED)
                        .build();
        callers =
                HttpNamespace.Builder.create(this, "Callers")
                        .name(environment.named("atelier", "callers"))
                        .description("Atelier: who answers under which name")
                        .build();
        tasks =
                PrivateDnsNamespace.Builder.create(this, "Tasks")
                        .name(domain(environment))
                        .description("Atelier: the address of every task")
                        .vpc(vpc)
                        .build();
    }

    /** Under which name the addresses of a program's tasks are found. */
    public String tasksOf(String program) {
        return program + "." + domain(environment);
    }

    public Cluster cluster() {
        return cluster;
    }

    HttpNamespace callers() {
        return callers;
    }

    PrivateDnsNamespace tasks() {
        return tasks;
    }

    private static String domain(Environment environment) {
        return environment.name() + ".atelier.internal";
    }
}
