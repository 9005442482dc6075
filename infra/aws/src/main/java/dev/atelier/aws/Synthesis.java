package dev.atelier.aws;

import dev.atelier.topology.Topology;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the application of CDK for an environment, or for what stands around them. */
final class Synthesis {

    /** What CDK checks and does by itself. In here and not in cdk.json: tests do the same. */
    private static Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("@aws-cdk/core:validateAgainstDefaultRules", true);
        settings.put("@aws-cdk/core:checkSecretUsage", true);
        settings.put("@aws-cdk/core:defaultCrossStackReferences", "strong");
        settings.put("@aws-cdk/aws-iam:minimizePolicies", true);
        settings.put("@aws-cdk/aws-iam:standardizedServicePrincipals", true);
        settings.put("@aws-cdk/aws-ecs:arnFormatIncludesClusterName", true);
        settings.put("@aws-cdk/core:enablePartitionLiterals", true);
        settings.put("@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true);
        settings.put("@aws-cdk/aws-ecs:disableExplicitDeploymentControllerForCircuitBreaker", true);
        // Paths and versions of the machine that synthesizes have no place in a template.
        settings.put("aws:cdk:disable-asset-staging", true);
        return settings;
    }

    private Synthesis() {}

    /** The application of that name, an environment's or the company's, to be written there. */
    static App of(String name, Path output) {
        return in(
                new App(
                        AppProps.builder()
                                .context(settings())
                                .outdir(output.toString())
                                .analyticsReporting(false)
                                .treeMetadata(false)
                                .build()),
                name);
    }

    /** The application that the CLI asks for, to be written where the CLI says. */
    static App asked() {
        App app =
                new App(
                        AppProps.builder()
                                .context(settings())
                                .analyticsReporting(false)
                                .treeMetadata(false)
                                .build());
        Object name = app.getNode().tryGetContext("environment");
        if (name == null) {
            throw new IllegalArgumentException(
                    "which one? cdk ... --context environment=dev|staging|live|company");
        }
        return in(app, name.toString());
    }

    /** Where CDK would keep the answer, had it asked AWS for the zones: so it does not ask. */
    private static String zonesOf(Environment environment) {
        return "availability-zones:account=%s:region=%s"
                .formatted(environment.account(), environment.region());
    }

    private static App in(App app, String name) {
        if (name.equals(CompanyApp.NAME)) {
            CompanyApp.in(app, Topology.ATELIER);
        } else {
            Environment environment = Environment.named(name);
            app.getNode().setContext(zonesOf(environment), environment.zones());
            EnvironmentApp.in(app, environment, Topology.ATELIER);
        }
        Suppressions.in(app, name, Topology.ATELIER);
        Aspects.of(app).add(new AwsSolutionsChecks());
        return app;
    }
}
