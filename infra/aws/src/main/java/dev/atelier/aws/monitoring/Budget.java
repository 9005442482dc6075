package dev.atelier.aws.monitoring;

import dev.atelier.aws.Company;
import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;

import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.BudgetDataProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SpendProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SubscriberProperty;
import software.constructs.Construct;

import java.util.List;

/** Says when the environment costs, or is about to cost, more than it may. */
public class Budget extends Construct {

    public Budget(Construct scope, String id, Environment environment) {
        super(scope, id);
        CfnBudget.Builder.create(this, "Month")
                .budget(
                        BudgetDataProperty.builder()
                                .budgetName("atelier-" + environment.name())
                                .budgetType("COST")
                                .timeUnit("MONTHLY")
                                .budgetLimit(
                                        SpendProperty.builder()
                                                .amount(environment.budget())
                                                .unit("USD")
                                                .build())
                                // Staging and live share an account: their tags tell them apart.
                                .costFilters(
                                        Names.only(
                                                "TagKeyValue",
                                                List.of("user:env$" + environment.name())))
                                .build())
                .notificationsWithSubscribers(
                        List.of(notification("ACTUAL", 80), notification("FORECASTED", 100)))
                .build();
    }

    private static NotificationWithSubscribersProperty notification(String type, int percent) {
        return NotificationWithSubscribersProperty.builder()
                .notification(
                        NotificationProperty.builder()
                                .notificationType(type)
                                .comparisonOperator("GREATER_THAN")
                                .threshold(percent)
                                .thresholdType("PERCENTAGE")
                                .build())
                .subscribers(
                        List.of(
                                SubscriberProperty.builder()
                                        .subscriptionType("EMAIL")
                                        .address(Company.TEAM_ADDRESS)
                                        .build()))
                .build();
    }
}
