package dev.atelier.aws.access;

import dev.atelier.aws.Company;
import dev.atelier.aws.Names;
import dev.atelier.aws.program.Images;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;

/**
 * The images of all environments, in one place: what runs live is what was tried in dev. One role
 * pushes, and it can do nothing else.
 */
public class Registry extends Construct {

    private static final int KEPT = 50;

    /** The environment of the repository's workflows that pushes. */
    private static final String WORKFLOW = "registry";

    public Registry(Construct scope, String id, Topology topology) {
        super(scope, id);
        List<String> repositories = new ArrayList<>();
        List<String> images = new ArrayList<>(Images.ofOthers());
        topology.deployables().stream().map(Deployable::name).forEach(images::add);
        images.forEach(image -> repositories.add(repository(image).getRepositoryArn()));
        Role push =
                Role.Builder.create(this, "Push")
                        .roleName("atelier-registry-push")
                        .description("A workflow that pushes images")
                        .assumedBy(Trust.environment(Company.PROD_ACCOUNT, WORKFLOW))
                        .maxSessionDuration(Duration.hours(1))
                        .build();
        push.addToPolicy(
                allow(
                        List.of(
                                "ecr:BatchCheckLayerAvailability",
                                "ecr:BatchGetImage",
                                "ecr:CompleteLayerUpload",
                                "ecr:DescribeImages",
                                "ecr:GetDownloadUrlForLayer",
                                "ecr:InitiateLayerUpload",
                                "ecr:PutImage",
                                "ecr:UploadLayerPart"),
                        repositories));
        push.addToPolicy(allow(List.of("ecr:GetAuthorizationToken"), List.of("*")));
    }

    private Repository repository(String image) {
        Repository repository =
                Repository.Builder.create(this, Names.pascal(image))
                        .repositoryName(Images.repository(image))
                        .imageTagMutability(TagMutability.IMMUTABLE)
                        .imageScanOnPush(true)
                        .lifecycleRules(
                                List.of(LifecycleRule.builder().maxImageCount(KEPT).build()))
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build();
        repository.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .sid("DevPulls")
                        .principals(List.of(new AccountPrincipal(Company.DEV_ACCOUNT)))
                        .actions(
                                List.of(
                                        "ecr:BatchCheckLayerAvailability",
                                        "ecr:BatchGetImage",
                                        "ecr:GetDownloadUrlForLayer"))
                        .build());
        return repository;
    }

    private static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
    }
}
