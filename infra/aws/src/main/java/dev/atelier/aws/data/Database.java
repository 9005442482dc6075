package dev.atelier.aws.data;

import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;
import dev.atelier.aws.network.Doors;
import dev.atelier.aws.network.Network;
import dev.atelier.topology.Schema;

import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.rds.CfnDBInstance;
import software.amazon.awscdk.services.rds.CfnDBParameterGroup;
import software.amazon.awscdk.services.rds.CfnDBSubnetGroup;
import software.constructs.Construct;

import java.util.List;

/**
 * The one PostgreSQL. Its services sign in with tokens of IAM, its administrator's password is kept
 * and changed by RDS, and whoever is deleted by mistake is still there: it cannot be.
 */
public class Database extends Construct {

    /** The database in which the schemas are. */
    public static final String NAME = "atelier";

    private static final int BACKUP_DAYS_IN_PRODUCTION = 14;
    private static final int BACKUP_DAYS = 3;

    /** The owner of the schemas' rows comes and goes with this, for which RDS has a name. */
    private static final String ADMINISTRATOR = "atelier_admin";

    private final CfnDBInstance instance;

    public Database(
            Construct scope,
            String id,
            Environment environment,
            Network network,
            Doors doors,
            Key key) {
        super(scope, id);
        String identifier = "atelier-" + environment.name();
        LogGroup log =
                LogGroup.Builder.create(this, "Log")
                        .logGroupName("/aws/rds/instance/%s/postgresql".formatted(identifier))
                        .retention(RetentionDays.ONE_MONTH)
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        instance =
                CfnDBInstance.Builder.create(this, "Instance")
                        .dbInstanceIdentifier(identifier)
                        .engine("postgres")
                        .engineVersion("18")
                        .autoMinorVersionUpgrade(true)
                        .dbName(NAME)
                        .dbInstanceClass(environment.size().database())
                        .allocatedStorage(Integer.toString(environment.size().storage()))
                        .maxAllocatedStorage(environment.size().maximumStorage())
                        .storageType("gp3")
                        .storageEncrypted(true)
                        .kmsKeyId(key.getKeyArn())
                        .masterUsername(ADMINISTRATOR)
                        .manageMasterUserPassword(true)
                        .masterUserSecret(
                                CfnDBInstance.MasterUserSecretProperty.builder()
                                        .kmsKeyId(key.getKeyArn())
                                        .build())
                        .enableIamDatabaseAuthentication(true)
                        .port(Integer.toString(Doors.POSTGRES))
                        .publiclyAccessible(false)
                        .dbSubnetGroupName(subnets(network).getRef())
                        .dbParameterGroupName(parameters().getRef())
                        .vpcSecurityGroups(List.of(doors.idOf(Doors.DATABASE)))
                        .multiAz(environment.production())
                        .backupRetentionPeriod(
                                environment.production() ? BACKUP_DAYS_IN_PRODUCTION : BACKUP_DAYS)
                        .copyTagsToSnapshot(true)
                        .deletionProtection(environment.production())
                        .deleteAutomatedBackups(!environment.production())
                        .enableCloudwatchLogsExports(List.of("postgresql"))
                        .enablePerformanceInsights(true)
                        .performanceInsightsKmsKeyId(key.getKeyArn())
                        .preferredBackupWindow("01:00-02:00")
                        .preferredMaintenanceWindow("sun:02:30-sun:03:30")
                        .build();
        instance.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.SNAPSHOT);
        instance.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.SNAPSHOT);
        instance.getNode().addDependency(log);
    }

    public String host() {
        return instance.getAttrEndpointAddress();
    }

    /** The name by which RDS and its metrics know it. */
    public String identifier() {
        return instance.getRef();
    }

    /** The secret in which RDS keeps the administrator's password. */
    public String administratorSecret() {
        return instance.getAttrMasterUserSecretSecretArn();
    }

    /** To sign in as that schema's application role, and as nobody else. */
    public PolicyStatement connect(Schema schema) {
        Stack stack = Stack.of(this);
        return PolicyStatement.Builder.create()
                .actions(List.of("rds-db:connect"))
                .resources(
                        List.of(
                                "arn:aws:rds-db:%s:%s:dbuser:%s/%s"
                                        .formatted(
                                                stack.getRegion(),
                                                stack.getAccount(),
                                                instance.getAttrDbiResourceId(),
                                                schema.applicationRole())))
                .build();
    }

    private CfnDBSubnetGroup subnets(Network network) {
        return CfnDBSubnetGroup.Builder.create(this, "Subnets")
                .dbSubnetGroupDescription("Atelier: no way to the internet")
                .subnetIds(
                        network.vpc().selectSubnets(Network.DATABASE).getSubnets().stream()
                                .map(ISubnet::getSubnetId)
                                .toList())
                .build();
    }

    private CfnDBParameterGroup parameters() {
        return CfnDBParameterGroup.Builder.create(this, "Parameters")
                .family("postgres18")
                .description("Atelier: TLS for everybody, slow statements in the log")
                .parameters(
                        Names.texts(
                                // A refused row would be in the log with all that is in it.
                                "log_error_verbosity", "terse",
                                "log_lock_waits", "1",
                                "log_min_duration_statement", "1000",
                                "rds.force_ssl", "1"))
                .build();
    }
}
