package dev.atelier.aws.program;

import dev.atelier.aws.Company;
import dev.atelier.aws.Names;

import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Images by their digests, which are parameters of a deployment: so the templates are the same for
 * every release, and what passed in staging is byte by byte what goes live.
 */
public class Images {

    /** Prometheus, as its project publishes it. */
    public static final String PROMETHEUS = "prometheus";

    public static final String ALERTMANAGER = "alertmanager";

    public static final String GRAFANA = "grafana";

    /** What is in {@code observability/}, and writes it out for an environment. */
    public static final String OBSERVABILITY = "observability";

    /** PostgreSQL's own image, for {@code psql}. */
    public static final String POSTGRES = "postgres";

    private static final String DIGEST = "^sha256:[0-9a-f]{64}$";

    private final Stack stack;
    private final Map<String, CfnParameter> digests = new LinkedHashMap<>();

    public Images(Stack stack) {
        this.stack = stack;
    }

    /** The name of an image's repository. */
    public static String repository(String image) {
        return "atelier/" + image;
    }

    /** The parameter in which a deployment names an image's digest. */
    public static String parameter(String image) {
        return Names.pascal(image) + "Digest";
    }

    /** All images but those of the deployables. */
    public static List<String> ofOthers() {
        return List.of(PROMETHEUS, ALERTMANAGER, GRAFANA, OBSERVABILITY, POSTGRES);
    }

    /** Where to pull the image from. */
    String uri(String image) {
        return "%s/%s@%s".formatted(registry(), repository(image), digest(image));
    }

    /** What the right to pull the image is about. */
    String arn(String image) {
        return "arn:aws:ecr:%s:%s:repository/%s"
                .formatted(Company.REGION, Company.PROD_ACCOUNT, repository(image));
    }

    private String digest(String image) {
        return digests.computeIfAbsent(image, this::parameterOf).getValueAsString();
    }

    private CfnParameter parameterOf(String image) {
        return CfnParameter.Builder.create(stack, parameter(image))
                .type("String")
                .allowedPattern(DIGEST)
                .description("The digest of " + repository(image))
                .build();
    }

    private static String registry() {
        return "%s.dkr.ecr.%s.amazonaws.com".formatted(Company.PROD_ACCOUNT, Company.REGION);
    }
}
