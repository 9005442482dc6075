package dev.atelier.aws;

import dev.atelier.aws.access.Accounts;
import dev.atelier.aws.access.Guardrails;
import dev.atelier.aws.access.People;
import dev.atelier.aws.access.Registry;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** What stands around the environments and is deployed by an administrator, seldom. */
final class CompanyApp {

    static final String NAME = "company";

    private CompanyApp() {}

    static void in(App app, Topology topology) {
        Stack organization =
                stack(
                        app,
                        Company.MANAGEMENT_ACCOUNT,
                        "Organization",
                        "Atelier: what people may do, and what nobody may");
        new Guardrails(organization, "Guardrails");
        new People(organization, "People");
        new Accounts(
                stack(app, Company.DEV_ACCOUNT, "DevAccount", "Atelier: workflows sign in"),
                "Workflows");
        Stack production =
                stack(app, Company.PROD_ACCOUNT, "ProdAccount", "Atelier: workflows, images");
        new Accounts(production, "Workflows");
        new Registry(production, "Registry", topology);
    }

    private static Stack stack(App app, String account, String id, String description) {
        return Stacks.byHand(app, account, NAME, id, description, true);
    }
}
