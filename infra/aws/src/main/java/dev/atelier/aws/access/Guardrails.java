package dev.atelier.aws.access;

import dev.atelier.aws.Company;
import dev.atelier.aws.Names;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.services.organizations.CfnPolicy;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Service control policies: what nobody in the two accounts may do, administrators included. */
public class Guardrails extends Construct {

    /** Services that have no region, or only one that is not ours. */
    private static final List<String> WITHOUT_REGION =
            List.of(
                    "account:*",
                    "acm:*",
                    "budgets:*",
                    "ce:*",
                    "cloudfront:*",
                    "iam:*",
                    "kms:*",
                    "organizations:*",
                    "route53:*",
                    "sso:*",
                    "sts:*",
                    "support:*",
                    "wafv2:*");

    public Guardrails(Construct scope, String id) {
        super(scope, id);
        List<Map<String, Object>> both = new ArrayList<>();
        both.add(deny("Stay", List.of("organizations:LeaveOrganization"), null));
        both.add(
                deny(
                        "NoKeys",
                        List.of("iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreateUser"),
                        null));
        both.add(
                deny(
                        "TheTrailGoesOn",
                        List.of(
                                "cloudtrail:DeleteTrail",
                                "cloudtrail:StopLogging",
                                "cloudtrail:UpdateTrail",
                                "config:DeleteConfigurationRecorder",
                                "config:StopConfigurationRecorder",
                                "guardduty:DeleteDetector",
                                "guardduty:DisassociateFromAdministratorAccount"),
                        null));
        both.add(noRoot());
        both.add(onlyOurRegion());
        policy("AtelierAccounts", List.of(Company.DEV_ACCOUNT, Company.PROD_ACCOUNT), both);
        policy("AtelierProduction", List.of(Company.PROD_ACCOUNT), List.of(backupsStay()));
    }

    private void policy(String name, List<String> accounts, List<Map<String, Object>> statements) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("Version", "2012-10-17");
        content.put("Statement", statements);
        CfnPolicy.Builder.create(this, name)
                .name(name)
                .type("SERVICE_CONTROL_POLICY")
                .targetIds(accounts)
                .content(content)
                .build();
    }

    private static Map<String, Object> noRoot() {
        return deny(
                "NoRoot",
                List.of("*"),
                Names.only("StringLike", Names.only("aws:PrincipalArn", "arn:aws:iam::*:root")));
    }

    private static Map<String, Object> onlyOurRegion() {
        Map<String, Object> statement =
                deny(
                        "OnlyOurRegion",
                        List.of(),
                        Names.only(
                                "StringNotEquals",
                                Names.only("aws:RequestedRegion", Company.REGION)));
        statement.remove("Action");
        statement.put("NotAction", WITHOUT_REGION);
        return statement;
    }

    private static Map<String, Object> backupsStay() {
        return deny(
                "BackupsStay",
                List.of(
                        "kms:ScheduleKeyDeletion",
                        "rds:DeleteDBInstanceAutomatedBackup",
                        "rds:DeleteDBSnapshot"),
                Names.only(
                        "StringNotLike",
                        Names.only(
                                "aws:PrincipalArn",
                                "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AtelierElevated*")));
    }

    private static Map<String, Object> deny(
            String sid, List<String> actions, @Nullable Map<String, Object> condition) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", sid);
        statement.put("Effect", "Deny");
        statement.put("Action", actions);
        statement.put("Resource", "*");
        if (condition != null) {
            statement.put("Condition", condition);
        }
        return statement;
    }
}
