package dev.atelier.aws.data;

import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What must be secret, and is in no template. Each is made with a random value; those that somebody
 * else gives out are put in by a person once.
 */
public class Secrets extends Construct {

    /** Opens the door to whoever is on call; given out by PagerDuty. */
    public static final String PAGERDUTY = "pagerduty-routing-key";

    /** All that PagerDuty gives out: by its key an alert finds whom it is for. */
    public static final List<String> ROUTING_KEYS =
            List.of(PAGERDUTY, "tickets-routing-key", "tickets-of-notifications-routing-key");

    /** With which Grafana signs people in; given out by Cognito. */
    public static final String GRAFANA_CLIENT = "grafana-client";

    /** For the day on which nobody can sign in to Grafana. */
    public static final String GRAFANA_ADMINISTRATOR = "grafana-administrator";

    private static final int LENGTH = 40;

    private final Environment environment;
    private final Key key;
    private final Map<String, ISecret> secrets = new LinkedHashMap<>();

    public Secrets(
            Construct scope, String id, Environment environment, Topology topology, Key key) {
        super(scope, id);
        this.environment = environment;
        this.key = key;
        ROUTING_KEYS.forEach(name -> make(name, "Given out by PagerDuty for this environment"));
        make(GRAFANA_CLIENT, "Grafana's client at the issuer");
        make(GRAFANA_ADMINISTRATOR, "Grafana's own administrator");
        topology.services().forEach(service -> make(owner(service), ownerOf(service)));
    }

    /**
     * To be read by whoever is granted it, and decrypted by whoever has {@link #decrypting} too:
     * CDK would write the reader into the key's own policy, and the key's stack would need the
     * reader's.
     */
    public ISecret secret(String name) {
        return Objects.requireNonNull(secrets.get(name));
    }

    /** To decrypt secrets, as Secrets Manager does it for whoever may read one. */
    public PolicyStatement decrypting() {
        return PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt"))
                .resources(List.of(key.getKeyArn()))
                .conditions(
                        Names.only(
                                "StringEquals",
                                Names.only(
                                        "kms:ViaService",
                                        "secretsmanager.%s.amazonaws.com"
                                                .formatted(environment.region()))))
                .build();
    }

    /** The password of the role that owns the service's schema: migrations alone use it. */
    public static String owner(Deployable service) {
        return "database-owner-" + service.schema().orElseThrow().name();
    }

    private static String ownerOf(Deployable service) {
        return "The role %s, which migrates".formatted(service.schema().orElseThrow().ownerRole());
    }

    private void make(String name, String description) {
        Secret secret =
                Secret.Builder.create(this, Names.pascal(name))
                        .secretName("atelier/%s/%s".formatted(environment.name(), name))
                        .description(description)
                        .encryptionKey(key)
                        .generateSecretString(
                                SecretStringGenerator.builder()
                                        .passwordLength(LENGTH)
                                        .excludePunctuation(true)
                                        .build())
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build();
        secrets.put(
                name, Secret.fromSecretCompleteArn(this, name + "-read", secret.getSecretArn()));
    }
}
