package dev.atelier.aws.data;

import dev.atelier.aws.Environment;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

import java.util.List;
import java.util.Locale;

/**
 * Two keys, because two circles of people are trusted with them: what encrypts messages is shared
 * with subscribers in other accounts, what encrypts rows and secrets never is.
 */
public class Keys extends Construct {

    /** What the account's own policies may grant on a key; spelled out, since "all" means more. */
    private static final List<String> ADMINISTERED =
            List.of(
                    "kms:CancelKeyDeletion",
                    "kms:Create*",
                    "kms:Decrypt",
                    "kms:DeleteAlias",
                    "kms:Describe*",
                    "kms:DisableKey",
                    "kms:Enable*",
                    "kms:Encrypt",
                    "kms:GenerateDataKey*",
                    "kms:Get*",
                    "kms:List*",
                    "kms:Put*",
                    "kms:ReEncrypt*",
                    "kms:RevokeGrant",
                    "kms:ScheduleKeyDeletion",
                    "kms:TagResource",
                    "kms:UntagResource",
                    "kms:Update*");

    private final Key data;
    private final Key messages;

    public Keys(Construct scope, String id, Environment environment) {
        super(scope, id);
        data = key("Data", environment, "rows, backups and secrets");
        messages = key("Messages", environment, "queues and alarms");
        messages.addToResourcePolicy(forAlarms("cloudwatch.amazonaws.com"));
        messages.addToResourcePolicy(forAlarms("events.amazonaws.com"));
    }

    /** For rows, backups and secrets. */
    public Key data() {
        return data;
    }

    /** For queues and the topic of alarms. */
    public Key messages() {
        return messages;
    }

    private Key key(String id, Environment environment, String what) {
        return Key.Builder.create(this, id)
                .alias("alias/" + environment.named("atelier", id.toLowerCase(Locale.ROOT)))
                .description("Atelier %s: %s".formatted(environment.name(), what))
                .enableKeyRotation(true)
                .pendingWindow(Duration.days(30))
                .removalPolicy(RemovalPolicy.RETAIN)
                .policy(administeredByAccount())
                .build();
    }

    private static PolicyDocument administeredByAccount() {
        return PolicyDocument.Builder.create()
                .statements(
                        List.of(
                                PolicyStatement.Builder.create()
                                        .sid("AccountPolicies")
                                        .principals(List.of(new AccountRootPrincipal()))
                                        .actions(ADMINISTERED)
                                        .resources(List.of("*"))
                                        .build()))
                .build();
    }

    private static PolicyStatement forAlarms(String service) {
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal(service)))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of("*"))
                .build();
    }
}
