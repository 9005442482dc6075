package dev.atelier.aws.edge;

import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACL.AllowActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.BlockActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.CountActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.CustomResponseBodyProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.CustomResponseProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.DefaultActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.ManagedRuleGroupStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.OverrideActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RateBasedStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionOverrideProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.VisibilityConfigProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps known attacks and floods from the gateway. It is coarse: who may do how much is the
 * gateway's business, which knows callers and not only addresses.
 */
class Firewall extends Construct {

    private static final String FLOOD = "flood";

    /** In five minutes, from one address: an office behind one address stays below it. */
    private static final int REQUESTS = 20_000;

    private static final String SLOW_DOWN =
            """
            {"type":"https://atelier.dev/problems/rate-limited","title":"Too many requests","status":429}\
            """;

    /**
     * These look at bodies. Ours are JSON of up to 64 KiB with people's own words in them, which
     * the services hold to the contract; here they only count.
     */
    private static final List<String> ONLY_COUNTED =
            List.of("CrossSiteScripting_BODY", "SizeRestrictions_BODY");

    Firewall(Construct scope, String id, Environment environment, String balancer) {
        super(scope, id);
        CfnWebACL firewall =
                CfnWebACL.Builder.create(this, "Rules")
                        .name("atelier-" + environment.name())
                        .scope("REGIONAL")
                        .defaultAction(
                                DefaultActionProperty.builder()
                                        .allow(AllowActionProperty.builder().build())
                                        .build())
                        .customResponseBodies(
                                Names.only(
                                        FLOOD,
                                        CustomResponseBodyProperty.builder()
                                                .contentType("APPLICATION_JSON")
                                                .content(SLOW_DOWN)
                                                .build()))
                        .rules(rules())
                        .visibilityConfig(counted("all"))
                        .build();
        CfnWebACLAssociation.Builder.create(this, "Association")
                .webAclArn(firewall.getAttrArn())
                .resourceArn(balancer)
                .build();
        CfnLoggingConfiguration.Builder.create(this, "Logging")
                .resourceArn(firewall.getAttrArn())
                .logDestinationConfigs(List.of(log(environment)))
                .redactedFields(List.of(header("authorization"), header("cookie")))
                .loggingFilter(onlyBlocked())
                .build();
    }

    private static List<RuleProperty> rules() {
        List<RuleProperty> rules = new ArrayList<>();
        rules.add(flood());
        rules.add(managed(1, "AWSManagedRulesAmazonIpReputationList", List.of()));
        rules.add(managed(2, "AWSManagedRulesKnownBadInputsRuleSet", List.of()));
        rules.add(managed(3, "AWSManagedRulesCommonRuleSet", ONLY_COUNTED));
        return rules;
    }

    private static RuleProperty flood() {
        return RuleProperty.builder()
                .name(FLOOD)
                .priority(0)
                .statement(
                        StatementProperty.builder()
                                .rateBasedStatement(
                                        RateBasedStatementProperty.builder()
                                                .aggregateKeyType("IP")
                                                .limit(REQUESTS)
                                                .build())
                                .build())
                .action(
                        RuleActionProperty.builder()
                                .block(
                                        BlockActionProperty.builder()
                                                .customResponse(
                                                        CustomResponseProperty.builder()
                                                                .responseCode(429)
                                                                .customResponseBodyKey(FLOOD)
                                                                .build())
                                                .build())
                                .build())
                .visibilityConfig(counted(FLOOD))
                .build();
    }

    private static RuleProperty managed(int priority, String name, List<String> onlyCounted) {
        return RuleProperty.builder()
                .name(name)
                .priority(priority)
                .statement(
                        StatementProperty.builder()
                                .managedRuleGroupStatement(
                                        ManagedRuleGroupStatementProperty.builder()
                                                .vendorName("AWS")
                                                .name(name)
                                                .ruleActionOverrides(
                                                        onlyCounted.stream()
                                                                .map(Firewall::count)
                                                                .toList())
                                                .build())
                                .build())
                .overrideAction(OverrideActionProperty.builder().none(Names.texts()).build())
                .visibilityConfig(counted(name))
                .build();
    }

    private static RuleActionOverrideProperty count(String rule) {
        return RuleActionOverrideProperty.builder()
                .name(rule)
                .actionToUse(
                        RuleActionProperty.builder()
                                .count(CountActionProperty.builder().build())
                                .build())
                .build();
    }

    private static VisibilityConfigProperty counted(String name) {
        return VisibilityConfigProperty.builder()
                .metricName(name)
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(true)
                .build();
    }

    /** WAF writes to groups of this prefix only. */
    private String log(Environment environment) {
        return LogGroup.Builder.create(this, "Log")
                .logGroupName("aws-waf-logs-atelier-" + environment.name())
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build()
                .getLogGroupArn();
    }

    private static CfnLoggingConfiguration.FieldToMatchProperty header(String name) {
        return CfnLoggingConfiguration.FieldToMatchProperty.builder()
                .singleHeader(Names.texts("Name", name))
                .build();
    }

    private static CfnLoggingConfiguration.LoggingFilterProperty onlyBlocked() {
        return CfnLoggingConfiguration.LoggingFilterProperty.builder()
                .defaultBehavior("DROP")
                .filters(
                        List.of(
                                CfnLoggingConfiguration.FilterProperty.builder()
                                        .behavior("KEEP")
                                        .requirement("MEETS_ANY")
                                        .conditions(
                                                List.of(
                                                        CfnLoggingConfiguration.ConditionProperty
                                                                .builder()
                                                                .actionCondition(
                                                                        CfnLoggingConfiguration
                                                                                .ActionConditionProperty
                                                                                .builder()
                                                                                .action("BLOCK")
                                                                                .build())
                                                                .build()))
                                        .build()))
                .build();
    }
}
