package dev.atelier.aws;

import dev.atelier.aws.data.Secrets;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

import java.util.ArrayList;
import java.util.List;

/** The findings of cdk-nag that are meant: each names one rule, one resource and a reason. */
final class Suppressions {

    private static final String WILDCARD = "AwsSolutions-IAM5";
    private static final String VARIABLES = "AwsSolutions-ECS2";
    private static final String ROTATION = "AwsSolutions-SMG4";

    /** Is told nothing but secrets. */
    private static final String ALERTMANAGER = "Platform/Monitoring/Alertmanager";

    /**
     * A finding that is meant.
     *
     * @param rule of cdk-nag
     * @param resource its path
     * @param reason why it is as it is
     */
    record Meant(String rule, String resource, String reason) {}

    private Suppressions() {}

    static void in(App app, String name, Topology topology) {
        for (Meant meant : of(name, topology)) {
            String stack = meant.resource().substring(0, meant.resource().indexOf('/'));
            NagSuppressions.addResourceSuppressionsByPath(
                    (Stack) app.getNode().findChild(stack),
                    "/" + meant.resource(),
                    List.of(
                            NagPackSuppression.builder()
                                    .id(meant.rule())
                                    .reason(meant.reason())
                                    .build()));
        }
    }

    /** All of the application of that name. */
    static List<Meant> of(String name, Topology topology) {
        if (name.equals(CompanyApp.NAME)) {
            return List.of(
                    new Meant(
                            WILDCARD,
                            "ProdAccount/Registry/Push/DefaultPolicy/Resource",
                            "ecr:GetAuthorizationToken is about no repository in particular"));
        }
        List<Meant> all = new ArrayList<>(access());
        all.addAll(foundation(Environment.named(name), topology));
        programs(topology).forEach(program -> all.addAll(program(program)));
        return all;
    }

    private static List<Meant> access() {
        return List.of(
                new Meant(
                        WILDCARD,
                        "Access/Deploying/Boundary/Resource",
                        "A boundary grants nothing; it takes away what is not in it"),
                new Meant(
                        WILDCARD,
                        "Access/Deploying/Execution/Resource",
                        "What is to be created has no id yet; names, tags and the boundary bound"
                                + " it"),
                new Meant(
                        WILDCARD,
                        "Access/Deploying/Deploy/DefaultPolicy/Resource",
                        "Each deployment makes new revisions of the tasks that it may run"),
                new Meant(
                        WILDCARD,
                        "Access/Deploying/Watch/DefaultPolicy/Resource",
                        "Drift is found by reading every kind of resource"));
    }

    private static List<Meant> foundation(Environment environment, Topology topology) {
        List<Meant> meant = new ArrayList<>();
        meant.add(
                new Meant(
                        "AwsSolutions-EC23",
                        "Foundation/Doors/public-edge/Resource",
                        "It is the door for the internet, behind the firewall"));
        meant.add(
                new Meant(
                        "AwsSolutions-S1",
                        "Foundation/Logs/Access/Resource",
                        "It holds the access logs, and logging that would log itself"));
        meant.add(
                new Meant(
                        "AwsSolutions-RDS11",
                        "Foundation/Database/Instance",
                        "Another port hides nothing from whoever is let through the door"));
        meant.add(
                new Meant(
                        "AwsSolutions-COG2",
                        "Foundation/Identity/People/Resource",
                        "A second factor is offered; a workshop's participants are not forced to"));
        meant.add(
                new Meant(
                        "AwsSolutions-COG3",
                        "Foundation/Identity/People/Resource",
                        "Threat protection is a plan at several times the price of a sign-in"));
        for (String key : Secrets.ROUTING_KEYS) {
            meant.add(rotation(Names.pascal(key), "PagerDuty gives it out, and has no rotation"));
        }
        meant.add(rotation("GrafanaClient", "Cognito gives it out with a client of its own"));
        meant.add(rotation("GrafanaAdministrator", "Its database lives as long as its task"));
        for (Deployable service : topology.services()) {
            meant.add(
                    rotation(
                            Names.pascal(Secrets.owner(service)),
                            "Migrations alone use it; the README says how a person changes it"));
        }
        if (!environment.production()) {
            meant.add(
                    new Meant(
                            "AwsSolutions-RDS3",
                            "Foundation/Database/Instance",
                            "Where nobody works at night, a zone may fail"));
            meant.add(
                    new Meant(
                            "AwsSolutions-RDS10",
                            "Foundation/Database/Instance",
                            "It is thrown away and made anew when it breaks"));
        }
        return meant;
    }

    private static Meant rotation(String secret, String reason) {
        return new Meant(ROTATION, "Foundation/Secrets/%s/Resource".formatted(secret), reason);
    }

    private static List<Meant> program(String path) {
        Meant pulling =
                new Meant(
                        WILDCARD,
                        path + "/Execution/DefaultPolicy/Resource",
                        "ecr:GetAuthorizationToken is about no repository in particular");
        return path.equals(ALERTMANAGER)
                ? List.of(pulling)
                : List.of(
                        pulling,
                        new Meant(
                                VARIABLES,
                                path + "/Task/Resource",
                                "Variables say where things are; what is secret comes from Secrets"
                                        + " Manager"));
    }

    private static List<String> programs(Topology topology) {
        List<String> paths = new ArrayList<>();
        topology.deployables()
                .forEach(program -> paths.add("Platform/Services/" + Names.pascal(program.name())));
        paths.add("Platform/Monitoring/Prometheus");
        paths.add(ALERTMANAGER);
        paths.add("Platform/Monitoring/Grafana");
        paths.add("Migration/Migrations/Prepare");
        topology.services()
                .forEach(
                        service ->
                                paths.add(
                                        "Migration/Migrations/Migrate"
                                                + Names.pascal(service.name())));
        return paths;
    }
}
