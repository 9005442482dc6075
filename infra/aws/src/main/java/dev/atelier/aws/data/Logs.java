package dev.atelier.aws.data;

import dev.atelier.aws.Environment;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

import java.util.List;

/**
 * Where the load balancers write down who asked for what; nobody keeps it for longer than needed.
 */
public class Logs extends Construct {

    private static final int DAYS = 90;

    private final Bucket bucket;

    public Logs(Construct scope, String id, Environment environment) {
        super(scope, id);
        bucket =
                Bucket.Builder.create(this, "Access")
                        .bucketName(
                                "atelier-%s-access-logs-%s"
                                        .formatted(environment.name(), environment.account()))
                        // Load balancers cannot write with a key of ours.
                        .encryption(BucketEncryption.S3_MANAGED)
                        .enforceSsl(true)
                        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                        .lifecycleRules(
                                List.of(
                                        LifecycleRule.builder()
                                                .expiration(Duration.days(DAYS))
                                                .build()))
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build();
    }

    public Bucket bucket() {
        return bucket;
    }
}
