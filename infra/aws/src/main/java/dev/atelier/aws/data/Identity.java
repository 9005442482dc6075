package dev.atelier.aws.data;

import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;
import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.AutoVerifiedAttrs;
import software.amazon.awscdk.services.cognito.CfnUserPoolGroup;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.ResourceServerScope;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.amazon.awscdk.services.cognito.UserPoolResourceServer;
import software.amazon.awscdk.services.cognito.UserPoolResourceServerOptions;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;

/**
 * The issuer of tokens. People sign in through the frontend's client, programs of other teams with
 * one of their own, and on-call people to Grafana with a third.
 */
public class Identity extends Construct {

    /** The claim in which Cognito lists groups; being in {@code admin} makes an admin. */
    public static final String GROUPS = "cognito:groups";

    private final Environment environment;
    private final UserPool pool;
    private final UserPoolClient frontend;
    private final UserPoolClient grafana;
    private final List<String> apiClients = new ArrayList<>();

    public Identity(Construct scope, String id, Environment environment, Topology topology) {
        super(scope, id);
        this.environment = environment;
        pool = pool();
        pool.addDomain(
                "SignIn",
                UserPoolDomainOptions.builder()
                        .cognitoDomain(
                                CognitoDomainOptions.builder()
                                        .domainPrefix("atelier-example-" + environment.name())
                                        .build())
                        .build());
        group("admin", "May do what the contract allows admins");
        group("operator", "May use Grafana and the operator's commands");
        // In tokens it is contact/read, which the services read as contact:read.
        ResourceServerScope read =
                ResourceServerScope.Builder.create()
                        .scopeName("read")
                        .scopeDescription("How to reach the people that a program must reach")
                        .build();
        UserPoolResourceServer contact =
                pool.addResourceServer(
                        "Contact",
                        UserPoolResourceServerOptions.builder()
                                .identifier("contact")
                                .scopes(List.of(read))
                                .build());
        frontend = frontend();
        apiClients.add(frontend.getUserPoolClientId());
        topology.subscribers().stream()
                .filter(subscriber -> !subscriber.inside())
                .map(subscriber -> program(subscriber, OAuthScope.resourceServer(contact, read)))
                .map(UserPoolClient::getUserPoolClientId)
                .forEach(apiClients::add);
        grafana = grafana();
        if (environment.rehearses()) {
            apiClients.add(stories().getUserPoolClientId());
        }
    }

    /** The {@code iss} of its tokens. */
    public String issuer() {
        return "https://cognito-idp.%s.amazonaws.com/%s"
                .formatted(environment.region(), pool.getUserPoolId());
    }

    /** Where it publishes its keys. */
    public String keys() {
        return issuer() + "/.well-known/jwks.json";
    }

    /** The clients whose access tokens open the API. */
    public List<String> apiClients() {
        return List.copyOf(apiClients);
    }

    /** The client that people sign in with, at the frontend and at the API's description. */
    public String frontendClient() {
        return frontend.getUserPoolClientId();
    }

    /** The client that Grafana signs people in with. */
    public String grafanaClient() {
        return grafana.getUserPoolClientId();
    }

    /** Where people sign in. */
    public String signIn() {
        return "https://atelier-example-%s.auth.%s.amazoncognito.com"
                .formatted(environment.name(), environment.region());
    }

    private UserPool pool() {
        return UserPool.Builder.create(this, "People")
                .userPoolName("atelier-" + environment.name())
                .featurePlan(FeaturePlan.ESSENTIALS)
                .signInAliases(SignInAliases.builder().email(true).build())
                .signInCaseSensitive(false)
                .selfSignUpEnabled(true)
                .autoVerify(AutoVerifiedAttrs.builder().email(true).build())
                .accountRecovery(AccountRecovery.EMAIL_ONLY)
                .mfa(Mfa.OPTIONAL)
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .passwordPolicy(
                        PasswordPolicy.builder()
                                .minLength(12)
                                .requireDigits(true)
                                .requireLowercase(true)
                                .requireUppercase(true)
                                .requireSymbols(true)
                                .tempPasswordValidity(Duration.days(3))
                                .build())
                .deletionProtection(environment.production())
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    private void group(String name, String description) {
        CfnUserPoolGroup.Builder.create(this, Names.pascal(name))
                .userPoolId(pool.getUserPoolId())
                .groupName(name)
                .description(description)
                .build();
    }

    private UserPoolClient frontend() {
        return client("Frontend", false)
                .oAuth(
                        signIn(
                                "https://%s/signed-in".formatted(environment.domain()),
                                "https://api.%s/docs/oauth2-redirect.html"
                                        .formatted(environment.domain())))
                .build();
    }

    private UserPoolClient grafana() {
        return client("Grafana", true)
                .oAuth(
                        signIn(
                                "https://grafana.%s/login/generic_oauth"
                                        .formatted(environment.domain())))
                .build();
    }

    /** Whoever may administer the pool signs made-up people in with it; there is none in live. */
    private UserPoolClient stories() {
        UserPoolClient stories =
                client("Stories", false)
                        .authFlows(AuthFlow.builder().adminUserPassword(true).build())
                        .disableOAuth(true)
                        .build();
        CfnOutput.Builder.create(Stack.of(this), "UserPool").value(pool.getUserPoolId()).build();
        CfnOutput.Builder.create(Stack.of(this), "StoriesClient")
                .value(stories.getUserPoolClientId())
                .build();
        return stories;
    }

    private UserPoolClient program(Subscriber subscriber, OAuthScope scope) {
        return client(Names.pascal(subscriber.name()), true)
                .oAuth(
                        OAuthSettings.builder()
                                .flows(OAuthFlows.builder().clientCredentials(true).build())
                                .scopes(List.of(scope))
                                .build())
                .build();
    }

    private UserPoolClient.Builder client(String id, boolean secret) {
        return UserPoolClient.Builder.create(this, id)
                .userPool(pool)
                .generateSecret(secret)
                .enableTokenRevocation(true)
                .preventUserExistenceErrors(true)
                .accessTokenValidity(Duration.minutes(30))
                .idTokenValidity(Duration.minutes(30))
                .refreshTokenValidity(Duration.days(7));
    }

    private static OAuthSettings signIn(String... callbacks) {
        return OAuthSettings.builder()
                .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
                .scopes(List.of(OAuthScope.OPENID, OAuthScope.PROFILE, OAuthScope.EMAIL))
                .callbackUrls(List.of(callbacks))
                .build();
    }
}
