package dev.atelier.aws.access;

import software.amazon.awscdk.services.iam.CfnOIDCProvider;
import software.constructs.Construct;

import java.util.List;

/** Lets the workflows of the repository sign in to an account; no key of theirs exists anywhere. */
public class Accounts extends Construct {

    public Accounts(Construct scope, String id) {
        super(scope, id);
        CfnOIDCProvider.Builder.create(this, "Workflows")
                .url("https://" + Trust.ISSUER)
                .clientIdList(List.of(Trust.AUDIENCE))
                .build();
    }
}
