package dev.atelier.aws.access;

import dev.atelier.aws.Company;

import software.amazon.awscdk.services.sso.CfnAssignment;
import software.amazon.awscdk.services.sso.CfnPermissionSet;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people may do. Developers look everywhere and write in dev. Who must write in production is
 * put into a group for an hour, and every call is in the organization's trail.
 */
public class People extends Construct {

    private static final String AN_HOUR = "PT1H";
    private static final String A_DAY = "PT8H";

    public People(Construct scope, String id) {
        super(scope, id);
        CfnPermissionSet look =
                set(
                        "AtelierLook",
                        "See everything, change nothing",
                        A_DAY,
                        "ReadOnlyAccess",
                        look());
        CfnPermissionSet develop =
                set("AtelierDevelop", "Develop in dev", A_DAY, "PowerUserAccess", write());
        CfnPermissionSet elevated =
                set(
                        "AtelierElevated",
                        "Write in production, for an hour",
                        AN_HOUR,
                        "PowerUserAccess",
                        write());
        assign("LookInDev", look, Company.DEVELOPERS, Company.DEV_ACCOUNT);
        assign("LookInProd", look, Company.DEVELOPERS, Company.PROD_ACCOUNT);
        assign("DevelopInDev", develop, Company.DEVELOPERS, Company.DEV_ACCOUNT);
        assign("ElevatedInProd", elevated, Company.ELEVATED, Company.PROD_ACCOUNT);
    }

    private CfnPermissionSet set(
            String name,
            String description,
            String session,
            String managed,
            List<Map<String, Object>> statements) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements);
        return CfnPermissionSet.Builder.create(this, name)
                .instanceArn(Company.SSO_INSTANCE)
                .name(name)
                .description(description)
                .sessionDuration(session)
                .managedPolicies(List.of("arn:aws:iam::aws:policy/" + managed))
                .inlinePolicy(policy)
                .build();
    }

    private void assign(String id, CfnPermissionSet set, String group, String account) {
        CfnAssignment.Builder.create(this, id)
                .instanceArn(Company.SSO_INSTANCE)
                .permissionSetArn(set.getAttrPermissionSetArn())
                .principalType("GROUP")
                .principalId(group)
                .targetType("AWS_ACCOUNT")
                .targetId(account)
                .build();
    }

    /** To look does not mean to read what people wrote to us, or secrets. */
    private static List<Map<String, Object>> look() {
        return List.of(
                deny(
                        "NoSecrets",
                        List.of(
                                "kms:Decrypt",
                                "rds-db:connect",
                                "secretsmanager:GetSecretValue",
                                "sqs:ReceiveMessage")));
    }

    private static List<Map<String, Object>> write() {
        return List.of(
                deny(
                        "NoNewDoors",
                        List.of(
                                "iam:CreateAccessKey",
                                "iam:CreateUser",
                                "iam:DeleteRolePermissionsBoundary",
                                "organizations:LeaveOrganization")));
    }

    private static Map<String, Object> deny(String sid, List<String> actions) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", sid);
        statement.put("Effect", "Deny");
        statement.put("Action", actions);
        statement.put("Resource", "*");
        return statement;
    }
}
