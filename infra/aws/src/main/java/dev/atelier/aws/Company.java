package dev.atelier.aws;

import java.util.List;

/**
 * What the company around Atelier has given it: the numbers in here are examples, and the first
 * step of the README replaces them.
 */
public final class Company {

    public static final String REGION = "eu-central-1";

    /** Where dev lives, and where nothing done can harm production. */
    public static final String DEV_ACCOUNT = "111111111111";

    /** Where staging, live and the image registry live. */
    public static final String PROD_ACCOUNT = "222222222222";

    /** Where the organization, its policies and its people's permission sets live. */
    public static final String MANAGEMENT_ACCOUNT = "333333333333";

    public static final String ORGANIZATION = "o-exampleorg1";

    /** The domain that each environment has a zone of. */
    public static final String DOMAIN = "atelier.example";

    /** The repository whose workflows deploy. */
    public static final String REPOSITORY = "example/atelier";

    public static final String TRANSIT_GATEWAY = "tgw-0123456789abcdef0";

    /** The networks that people of the company sit in; none overlaps with an environment's own. */
    public static final List<String> NETWORKS = List.of("10.128.0.0/10", "172.20.0.0/16");

    public static final String SSO_INSTANCE = "arn:aws:sso:::instance/ssoins-0123456789abcdef";

    /** Who develops Atelier, and may look. */
    public static final String DEVELOPERS = "a1b2c3d4-0001-4000-8000-000000000001";

    /** Who has been given write access for an hour; nobody is in it for longer. */
    public static final String ELEVATED = "a1b2c3d4-0002-4000-8000-000000000002";

    /** Whom budgets, and the alarms of environments that page nobody, reach. */
    public static final String TEAM_ADDRESS = "atelier-team@example.com";

    private Company() {}
}
