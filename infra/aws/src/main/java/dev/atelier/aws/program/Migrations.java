package dev.atelier.aws.program;

import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;
import dev.atelier.aws.data.Database;
import dev.atelier.aws.data.Identity;
import dev.atelier.aws.data.Secrets;
import dev.atelier.aws.network.Doors;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.services.ecs.Secret;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tasks that change the database and end: one that makes roles and schemas, run once and after
 * a rotation, and one for each service that migrates its schema before that service rolls. Services
 * themselves never have an owner's rights.
 */
public class Migrations extends Construct {

    private static final int CPU = 512;
    private static final int MEMORY = 1024;
    private static final String POSTGRES_USER = "999:999";
    private static final String TEMPORARY = "/tmp";

    private final Environment environment;
    private final Images images;
    private final Secrets secrets;

    public Migrations(
            Construct scope,
            String id,
            Environment environment,
            Topology topology,
            Images images,
            Database database,
            Secrets secrets,
            Identity identity) {
        super(scope, id);
        this.environment = environment;
        this.images = images;
        this.secrets = secrets;
        Settings settings = new Settings(environment, topology, database.host(), identity);
        prepare(topology, database);
        topology.services().forEach(service -> migrate(service, settings));
    }

    private void prepare(Topology topology, Database database) {
        Map<String, String> variables =
                Names.texts(
                        "PGHOST", database.host(),
                        "PGPORT", Integer.toString(Doors.POSTGRES),
                        "PGDATABASE", Database.NAME,
                        "PGSSLMODE", "require",
                        "PREPARATION", Preparation.sql(topology));
        Map<String, Secret> hidden = new LinkedHashMap<>();
        var administrator =
                software.amazon.awscdk.services.secretsmanager.Secret.fromSecretCompleteArn(
                        this, "Administrator", database.administratorSecret());
        hidden.put("PGUSER", Secret.fromSecretsManager(administrator, "username"));
        hidden.put("PGPASSWORD", Secret.fromSecretsManager(administrator, "password"));
        topology.services()
                .forEach(service -> hidden.put(Preparation.owner(service), owner(service)));
        program("prepare")
                .add(
                        container(
                                Images.POSTGRES,
                                POSTGRES_USER,
                                Preparation.command(topology),
                                variables,
                                hidden));
    }

    private void migrate(Deployable service, Settings settings) {
        Map<String, Secret> hidden = new LinkedHashMap<>();
        hidden.put("SPRING_FLYWAY_PASSWORD", owner(service));
        program("migrate-" + service.name())
                .add(
                        container(
                                service.name(),
                                Services.USER,
                                List.of(),
                                settings.ofMigration(service),
                                hidden));
    }

    private Secret owner(Deployable service) {
        return Secret.fromSecretsManager(secrets.secret(Secrets.owner(service)));
    }

    private Program program(String name) {
        Program program =
                new Program(this, Names.pascal(name), environment, images, name, CPU, MEMORY);
        program.mayDecrypt(secrets.decrypting());
        return program;
    }

    private static Program.Container container(
            String image,
            String user,
            List<String> command,
            Map<String, String> variables,
            Map<String, Secret> hidden) {
        return new Program.Container(
                "once", image, user, command, variables, hidden, Map.of(), List.of(), TEMPORARY);
    }
}
