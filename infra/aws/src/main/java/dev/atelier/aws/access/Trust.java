package dev.atelier.aws.access;

import dev.atelier.aws.Company;
import dev.atelier.aws.Names;

import software.amazon.awscdk.services.iam.WebIdentityPrincipal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Workflows sign in with a token of GitHub's that names what they run for. The name is compared to
 * the letter: one that only looks alike opens nothing.
 */
final class Trust {

    static final String ISSUER = "token.actions.githubusercontent.com";
    static final String AUDIENCE = "sts.amazonaws.com";

    private Trust() {}

    /** A workflow that runs in that environment of the repository, with its rules of approval. */
    static WebIdentityPrincipal environment(String account, String environment) {
        return workflow(account, "environment:" + environment);
    }

    private static WebIdentityPrincipal workflow(String account, String what) {
        Map<String, String> exactly = new LinkedHashMap<>();
        exactly.put(ISSUER + ":aud", AUDIENCE);
        exactly.put(ISSUER + ":sub", "repo:%s:%s".formatted(Company.REPOSITORY, what));
        return new WebIdentityPrincipal(
                "arn:aws:iam::%s:oidc-provider/%s".formatted(account, ISSUER),
                Names.only("StringEquals", exactly));
    }
}
