package dev.atelier.aws;

import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * All that may differ between dev, staging and live. Whatever is not in here is the same in all
 * three, and a test holds the templates to that.
 *
 * @param name the {@code env} tag, and the prefix of names
 * @param account the AWS account
 * @param hostedZone the id of its DNS zone
 * @param cidr its network, of 65,536 addresses
 * @param zones the availability zones, spelled out so that nothing is looked up
 * @param size how large it is
 * @param production whether it must survive a zone, a mistake and a deletion
 * @param pages whether its alarms wake somebody
 * @param budget what it may cost in a month, in US dollars
 * @param subscriberAccounts the account of each subscriber outside of Atelier, by its name
 */
public record Environment(
        String name,
        String account,
        String hostedZone,
        String cidr,
        List<String> zones,
        Size size,
        boolean production,
        boolean pages,
        int budget,
        SequencedMap<String, String> subscriberAccounts) {

    /**
     * How large an environment is.
     *
     * @param natGateways ways out to the internet; one per zone where a zone may fail
     * @param minimumTasks of each service
     * @param maximumTasks of each service
     * @param cpu of a service's task, in 1/1024 of a processor
     * @param memory of a service's task, in MiB
     * @param prometheus tasks of Prometheus and of Grafana
     * @param database the class of the database's instance
     * @param storage of the database, in GiB
     * @param maximumStorage to which the database's storage grows by itself, in GiB
     */
    public record Size(
            int natGateways,
            int minimumTasks,
            int maximumTasks,
            int cpu,
            int memory,
            int prometheus,
            String database,
            int storage,
            int maximumStorage) {}

    /** Feature sign-off: small, in one piece, and rebuilt when it breaks. */
    public static final Environment DEV =
            new Environment(
                    "dev",
                    Company.DEV_ACCOUNT,
                    "Z0000000000000000DEV0",
                    "10.32.0.0/16",
                    zones("a", "b"),
                    new Size(1, 1, 2, 512, 1024, 1, "db.t4g.medium", 20, 50),
                    false,
                    false,
                    750,
                    accounts("example-notifications", "444444444444"));

    /** Production without users: what passes here goes live. */
    public static final Environment STAGING =
            new Environment(
                    "staging",
                    Company.PROD_ACCOUNT,
                    "Z00000000000000STAGE0",
                    "10.33.0.0/16",
                    zones("a", "b"),
                    new Size(2, 2, 4, 1024, 2048, 2, "db.m7g.large", 100, 500),
                    true,
                    false,
                    1600,
                    accounts("example-notifications", "555555555555"));

    public static final Environment LIVE =
            new Environment(
                    "live",
                    Company.PROD_ACCOUNT,
                    "Z00000000000000LIVE00",
                    "10.34.0.0/16",
                    zones("a", "b", "c"),
                    new Size(3, 3, 12, 1024, 2048, 2, "db.m7g.xlarge", 200, 1000),
                    true,
                    true,
                    2400,
                    accounts("example-notifications", "555555555555"));

    public static final List<Environment> ALL = List.of(DEV, STAGING, LIVE);

    /**
     * The environment of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Environment named(String name) {
        return ALL.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no environment " + name));
    }

    /** Whether made-up people act out stories in it. */
    public boolean rehearses() {
        return !pages;
    }

    public String region() {
        return Company.REGION;
    }

    /** What tells its bootstrap from that of others in the account; ten characters at most. */
    public String qualifier() {
        return "atl" + name;
    }

    public String domain() {
        return name + "." + Company.DOMAIN;
    }

    /** The name of something of this environment that needs one of its own in the account. */
    public String named(String prefix, String rest) {
        return "%s-%s-%s".formatted(prefix, name, rest);
    }

    private static List<String> zones(String... letters) {
        return List.of(letters).stream().map(letter -> Company.REGION + letter).toList();
    }

    private static SequencedMap<String, String> accounts(String subscriber, String account) {
        SequencedMap<String, String> accounts = new TreeMap<>();
        accounts.put(subscriber, account);
        return accounts;
    }
}
