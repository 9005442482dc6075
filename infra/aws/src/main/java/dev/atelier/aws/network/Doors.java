package dev.atelier.aws.network;

import dev.atelier.aws.Company;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who may speak to whom: one security group for each program, edge and store, and every opened door
 * in one list. Nothing else in this module opens one, and what uses a group gets it read-only.
 */
public class Doors extends Construct {

    public static final String PUBLIC_EDGE = "public-edge";
    public static final String PRIVATE_EDGE = "private-edge";
    public static final String PROMETHEUS = "prometheus";
    public static final String ALERTMANAGER = "alertmanager";
    public static final String GRAFANA = "grafana";
    public static final String MIGRATIONS = "migrations";
    public static final String DATABASE = "database";

    /** Where a service answers callers. */
    public static final int SERVICE = 8080;

    /** Where a service answers Prometheus and health checks, and no caller of the API. */
    public static final int MANAGEMENT = 9080;

    public static final int PROMETHEUS_HTTP = 9090;
    public static final int ALERTMANAGER_HTTP = 9093;
    public static final int ALERTMANAGER_CLUSTER = 9094;
    public static final int GRAFANA_HTTP = 3000;
    public static final int POSTGRES = 5432;

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final IVpc vpc;
    private final Map<String, SecurityGroup> groups = new LinkedHashMap<>();
    private final Map<String, ISecurityGroup> readOnly = new LinkedHashMap<>();

    public Doors(Construct scope, String id, IVpc vpc, Topology topology) {
        super(scope, id);
        this.vpc = vpc;
        List<String> deployables = topology.deployables().stream().map(Deployable::name).toList();
        List<String> services = topology.services().stream().map(Deployable::name).toList();
        List<String> monitoring = List.of(PROMETHEUS, ALERTMANAGER, GRAFANA);
        List.of(PUBLIC_EDGE, PRIVATE_EDGE, MIGRATIONS, DATABASE).forEach(this::group);
        deployables.forEach(this::group);
        monitoring.forEach(this::group);

        openToInternet();
        Company.NETWORKS.forEach(this::openToCompany);
        deployables.stream().filter(name -> !services.contains(name)).forEach(this::openGateway);
        services.forEach(service -> open(service, DATABASE, Port.tcp(POSTGRES)));
        open(MIGRATIONS, DATABASE, Port.tcp(POSTGRES));
        deployables.forEach(name -> open(PROMETHEUS, name, Port.tcp(MANAGEMENT)));
        openMonitoring();
        deployables.forEach(this::openTheWayOut);
        monitoring.forEach(this::openTheWayOut);
        openTheWayOut(MIGRATIONS);
    }

    /** The group of that name, which is not changed by whoever uses it. */
    public ISecurityGroup of(Construct user, String name) {
        return readOnly.computeIfAbsent(name, absent -> imported(user, name));
    }

    /** The id of the group of that name. */
    public String idOf(String name) {
        return group(name).getSecurityGroupId();
    }

    private ISecurityGroup imported(Construct user, String name) {
        return SecurityGroup.fromSecurityGroupId(
                user,
                name + "-doors",
                idOf(name),
                SecurityGroupImportOptions.builder().mutable(false).build());
    }

    private void openToInternet() {
        for (int port : List.of(HTTPS, HTTP)) {
            group(PUBLIC_EDGE).addIngressRule(Peer.anyIpv4(), Port.tcp(port), "the internet");
        }
    }

    private void openToCompany(String network) {
        group(PRIVATE_EDGE).addIngressRule(Peer.ipv4(network), Port.tcp(HTTPS), "the company");
    }

    private void openGateway(String gateway) {
        open(PUBLIC_EDGE, gateway, Port.tcp(SERVICE));
        open(PUBLIC_EDGE, gateway, Port.tcp(MANAGEMENT));
        Topology.ATELIER
                .services()
                .forEach(service -> open(gateway, service.name(), Port.tcp(SERVICE)));
    }

    private void openMonitoring() {
        open(PRIVATE_EDGE, PROMETHEUS, Port.tcp(PROMETHEUS_HTTP));
        open(PRIVATE_EDGE, ALERTMANAGER, Port.tcp(ALERTMANAGER_HTTP));
        open(PRIVATE_EDGE, GRAFANA, Port.tcp(GRAFANA_HTTP));
        open(GRAFANA, PROMETHEUS, Port.tcp(PROMETHEUS_HTTP));
        open(PROMETHEUS, PROMETHEUS, Port.tcp(PROMETHEUS_HTTP));
        open(GRAFANA, ALERTMANAGER, Port.tcp(ALERTMANAGER_HTTP));
        open(PROMETHEUS, ALERTMANAGER, Port.tcp(ALERTMANAGER_HTTP));
        open(PROMETHEUS, GRAFANA, Port.tcp(GRAFANA_HTTP));
        open(ALERTMANAGER, ALERTMANAGER, Port.tcp(ALERTMANAGER_CLUSTER));
        open(ALERTMANAGER, ALERTMANAGER, Port.udp(ALERTMANAGER_CLUSTER));
    }

    /** Queues, registry, logs, secrets, the issuer and PagerDuty all speak HTTPS. */
    private void openTheWayOut(String name) {
        group(name).addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "AWS, the issuer, PagerDuty");
    }

    private void open(String from, String to, Port port) {
        group(to).addIngressRule(group(from), port, "from " + from);
        group(from).addEgressRule(group(to), port, "to " + to);
    }

    private SecurityGroup group(String name) {
        return groups.computeIfAbsent(name, this::create);
    }

    private SecurityGroup create(String name) {
        return SecurityGroup.Builder.create(this, Objects.requireNonNull(name))
                .vpc(vpc)
                .description("Atelier: " + name)
                .allowAllOutbound(false)
                .build();
    }
}
