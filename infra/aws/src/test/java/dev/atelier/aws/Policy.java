package dev.atelier.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What must be true of the templates, whatever else changes in them. */
enum Policy {
    ONLY_THE_PUBLIC_EDGE_OPENS(NetworkPolicies::onlyThePublicEdgeOpens),
    THE_PRIVATE_EDGE_IS_PRIVATE(NetworkPolicies::thePrivateEdgeIsPrivate),
    TASKS_NAME_GROUPS(NetworkPolicies::tasksNameGroups),
    NOTHING_INSIDE_IS_PUBLIC(NetworkPolicies::nothingInsideIsPublic),
    LISTENERS_ARE_STRICT(NetworkPolicies::listenersAreStrict),
    NOTHING_IS_UNLIMITED(RightsPolicies::nothingIsUnlimited),
    ROLES_ARE_EXACT(RightsPolicies::rolesAreExact),
    WORKFLOWS_ARE_NAMED(RightsPolicies::workflowsAreNamed),
    ENVIRONMENTS_CANNOT_HARM_ONE_ANOTHER(RightsPolicies::environmentsCannotHarmOneAnother),
    IMAGES_ARE_DIGESTS(DataPolicies::imagesAreDigests),
    SECRETS_ARE_NO_VARIABLES(DataPolicies::secretsAreNoVariables),
    QUEUES_ARE_KEPT(DataPolicies::queuesAreKept),
    THE_DATABASE_IS_SAFE(DataPolicies::theDatabaseIsSafe),
    ALARMS_REACH_SOMEBODY(DataPolicies::alarmsReachSomebody),
    ENVIRONMENTS_ARE_ALIKE(Parity::findings),
    TASKS_ARE_BOUNDED(RunningPolicies::tasksAreBounded),
    EVERYTHING_IS_TAGGED(RunningPolicies::everythingIsTagged),
    NOTHING_IS_LOOKED_UP(Policy::nothingIsLookedUp),
    IT_STAYS_WITHIN_ITS_BUDGET(Policy::itStaysWithinItsBudget);

    private final Function<World, List<String>> findings;

    Policy(Function<World, List<String>> findings) {
        this.findings = findings;
    }

    /** What breaks it, in words; nothing when it holds. */
    List<String> findings(World world) {
        return findings.apply(world);
    }

    private static List<String> nothingIsLookedUp(World world) {
        return world.all().stream()
                .filter(templates -> !templates.manifest().path("missing").isEmpty())
                .map(templates -> templates.name() + " asks AWS while it is synthesized")
                .toList();
    }

    private static List<String> itStaysWithinItsBudget(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            double costs = Costs.total(templates);
            double budget =
                    templates
                            .one("AWS::Budgets::Budget", "Budget")
                            .node()
                            .at("/Properties/Budget/BudgetLimit/Amount")
                            .asDouble();
            if (costs > budget) {
                findings.add(
                        "%s costs %.0f, and may cost %.0f"
                                .formatted(templates.name(), costs, budget));
            }
        }
        return findings;
    }
}
