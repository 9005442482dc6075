package dev.atelier.aws;

import software.amazon.awscdk.App;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.PermissionsBoundary;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

import java.util.Locale;

/**
 * How stacks are made. Their ids are the same in every environment, and so are the logical ids of
 * all that is in them; what tells them apart in an account is their name.
 */
final class Stacks {

    static final String OWNER = "atelier";

    private Stacks() {}

    /** A stack of an environment, deployed by its pipeline. */
    static Stack of(App app, Environment environment, String id, String description) {
        return tagged(
                new Stack(
                        app,
                        id,
                        props(environment.account(), environment.name(), id, description)
                                .synthesizer(
                                        DefaultStackSynthesizer.Builder.create()
                                                .qualifier(environment.qualifier())
                                                .build())
                                .permissionsBoundary(
                                        PermissionsBoundary.fromName(
                                                environment.named("atelier", "boundary")))
                                .terminationProtection(environment.production())
                                .build()),
                environment.name());
    }

    /** A stack that an administrator deploys, with the account's own bootstrap. */
    static Stack byHand(
            App app, String account, String name, String id, String description, boolean keep) {
        return tagged(
                new Stack(
                        app,
                        id,
                        props(account, name, id, description).terminationProtection(keep).build()),
                name);
    }

    private static StackProps.Builder props(
            String account, String name, String id, String description) {
        return StackProps.builder()
                .env(
                        software.amazon.awscdk.Environment.builder()
                                .account(account)
                                .region(Company.REGION)
                                .build())
                .stackName("atelier-%s-%s".formatted(name, id.toLowerCase(Locale.ROOT)))
                .description(description);
    }

    private static Stack tagged(Stack stack, String environment) {
        Tags.of(stack).add("env", environment);
        Tags.of(stack).add("owner", OWNER);
        Tags.of(stack).add("service", "platform");
        return stack;
    }
}
