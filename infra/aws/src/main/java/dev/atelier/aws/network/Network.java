package dev.atelier.aws.network;

import dev.atelier.aws.Company;
import dev.atelier.aws.Environment;

import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ec2.CfnTransitGatewayAttachment;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

import java.util.List;

/**
 * The network in three layers: what the internet reaches, what runs, and what keeps data and has no
 * way out at all.
 */
public class Network extends Construct {

    /** Where load balancers of the internet and ways out stand. */
    public static final SubnetSelection PUBLIC = group("public");

    /** Where tasks run. */
    public static final SubnetSelection APPLICATION = group("application");

    /** Where the database stands: nothing in here can call the internet. */
    public static final SubnetSelection DATABASE = group("database");

    private final Vpc vpc;

    public Network(Construct scope, String id, Environment environment) {
        super(scope, id);
        vpc =
                Vpc.Builder.create(this, "Vpc")
                        .vpcName("atelier-" + environment.name())
                        .ipAddresses(IpAddresses.cidr(environment.cidr()))
                        .availabilityZones(environment.zones())
                        .natGateways(environment.size().natGateways())
                        .subnetConfiguration(
                                List.of(
                                        layer("public", SubnetType.PUBLIC, 24),
                                        layer("application", SubnetType.PRIVATE_WITH_EGRESS, 20),
                                        layer("database", SubnetType.PRIVATE_ISOLATED, 24)))
                        .restrictDefaultSecurityGroup(false)
                        .build();
        zonesAreMeant();
        logRefusals(environment);
        pullLayersWithoutPaying();
        joinCompany();
    }

    public Vpc vpc() {
        return vpc;
    }

    private void zonesAreMeant() {
        List.of(PUBLIC, APPLICATION, DATABASE).stream()
                .flatMap(layer -> vpc.selectSubnets(layer).getSubnets().stream())
                .forEach(
                        subnet ->
                                Validations.of(subnet)
                                        .acknowledge(
                                                Acknowledgment.builder()
                                                        .id("CloudFormation-Validate::W3010")
                                                        .reason("Asking AWS would need an account")
                                                        .build()));
    }

    private void logRefusals(Environment environment) {
        LogGroup refusals =
                LogGroup.Builder.create(this, "Refusals")
                        .logGroupName("/atelier/%s/network".formatted(environment.name()))
                        .retention(RetentionDays.ONE_MONTH)
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        vpc.addFlowLog(
                "FlowLog",
                FlowLogOptions.builder()
                        .destination(FlowLogDestination.toCloudWatchLogs(refusals))
                        .trafficType(FlowLogTrafficType.REJECT)
                        .build());
    }

    /** The layers of images come from S3; through the endpoint they do not cross a NAT gateway. */
    private void pullLayersWithoutPaying() {
        vpc.addGatewayEndpoint(
                "S3",
                GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.S3)
                        .subnets(List.of(APPLICATION))
                        .build());
    }

    private void joinCompany() {
        List<ISubnet> subnets = vpc.selectSubnets(APPLICATION).getSubnets();
        CfnTransitGatewayAttachment attachment =
                CfnTransitGatewayAttachment.Builder.create(this, "Company")
                        .transitGatewayId(Company.TRANSIT_GATEWAY)
                        .vpcId(vpc.getVpcId())
                        .subnetIds(subnets.stream().map(ISubnet::getSubnetId).toList())
                        .build();
        for (int subnet = 0; subnet < subnets.size(); subnet++) {
            for (int network = 0; network < Company.NETWORKS.size(); network++) {
                CfnRoute.Builder.create(this, "Way%dTo%d".formatted(subnet + 1, network + 1))
                        .routeTableId(subnets.get(subnet).getRouteTable().getRouteTableId())
                        .destinationCidrBlock(Company.NETWORKS.get(network))
                        .transitGatewayId(Company.TRANSIT_GATEWAY)
                        .build()
                        .addResourceDependency(attachment);
            }
        }
    }

    private static SubnetConfiguration layer(String name, SubnetType type, int cidrMask) {
        SubnetConfiguration.Builder layer =
                SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(cidrMask);
        // Only public subnets know the setting; nothing in them takes an address by itself.
        return (type == SubnetType.PUBLIC ? layer.mapPublicIpOnLaunch(false) : layer).build();
    }

    private static SubnetSelection group(String name) {
        return SubnetSelection.builder().subnetGroupName(name).build();
    }
}
