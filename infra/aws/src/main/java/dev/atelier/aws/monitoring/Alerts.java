package dev.atelier.aws.monitoring;

import dev.atelier.aws.Company;
import dev.atelier.aws.Environment;
import dev.atelier.aws.data.Secrets;

import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

import java.util.List;

/**
 * Where the alarms of AWS itself go. They are the second opinion for the day on which Prometheus is
 * what is broken, so they take another way to the same person.
 */
public class Alerts extends Construct {

    private final Topic topic;

    public Alerts(Construct scope, String id, Environment environment, IKey key, Secrets secrets) {
        super(scope, id);
        topic =
                Topic.Builder.create(this, "Topic")
                        .topicName("atelier-" + environment.name() + "-alarms")
                        .displayName("Atelier " + environment.name())
                        .masterKey(key)
                        .enforceSsl(true)
                        .build();
        topic.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .sid("Alarms")
                        .principals(
                                List.of(
                                        new ServicePrincipal("cloudwatch.amazonaws.com"),
                                        new ServicePrincipal("events.amazonaws.com")))
                        .actions(List.of("sns:Publish"))
                        .resources(List.of(topic.getTopicArn()))
                        .build());
        CfnSubscription.Builder.create(this, "OnCall")
                .topicArn(topic.getTopicArn())
                .protocol(environment.pages() ? "https" : "email")
                .endpoint(environment.pages() ? pagerDuty(secrets) : Company.TEAM_ADDRESS)
                .build();
    }

    public Topic topic() {
        return topic;
    }

    /** The key is part of the address, so CloudFormation puts it in when it deploys. */
    private static String pagerDuty(Secrets secrets) {
        return "https://events.pagerduty.com/integration/{{resolve:secretsmanager:%s:SecretString}}/enqueue"
                .formatted(secrets.secret(Secrets.PAGERDUTY).getSecretArn());
    }
}
