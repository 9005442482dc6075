package dev.atelier.topology;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Prints the variables of a deployable whose image is being built, for a shell. It starts once
 * then, for the sake of its class cache, and loads the more of what it will need the more it is
 * told what a real one is told. Nothing is at the addresses: it ends before it would connect.
 */
public final class TrainingVariables {

    private static final Wiring NOWHERE =
            new Wiring(
                    "training",
                    "database.invalid",
                    5432,
                    "atelier",
                    URI.create("https://issuer.invalid"),
                    URI.create("https://issuer.invalid/keys"),
                    service -> URI.create("http://%s.invalid".formatted(service)));

    private TrainingVariables() {}

    /**
     * Prints them.
     *
     * @param arguments the deployable's name
     */
    public static void main(String[] arguments) {
        System.out.print(script(Topology.ATELIER.deployable(arguments[0])));
    }

    static String script(Deployable deployable) {
        return variables(deployable).entrySet().stream()
                .map(variable -> "%s='%s'\n".formatted(variable.getKey(), variable.getValue()))
                .collect(Collectors.joining());
    }

    private static Map<String, String> variables(Deployable deployable) {
        Map<String, String> variables =
                new TreeMap<>(NOWHERE.variables(Topology.ATELIER, deployable));
        deployable
                .schema()
                .ifPresent(
                        _ -> {
                            variables.put("SPRING_R2DBC_PASSWORD", "none");
                            // It alone would connect.
                            variables.put("SPRING_FLYWAY_ENABLED", "false");
                            variables.put("AWS_REGION", "eu-central-1");
                        });
        return variables;
    }
}
