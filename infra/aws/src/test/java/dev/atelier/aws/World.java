package dev.atelier.aws;

import software.amazon.awscdk.cxapi.CloudAssembly;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All environments and what stands around them, synthesized once for all tests of a JVM. */
record World(Map<String, Templates> applications) {

    static final List<String> NAMES =
            Stream.concat(Environment.ALL.stream().map(Environment::name), Stream.of("company"))
                    .toList();

    private static final Map<String, Synthesized> SYNTHESIZED = new LinkedHashMap<>();

    /** Where an application was written to, and what its rules said. */
    private record Synthesized(Path directory, List<String> messages) {}

    /** As it comes from the code. */
    static synchronized World synthesized() {
        Map<String, Templates> applications = new LinkedHashMap<>();
        NAMES.forEach(name -> applications.put(name, Templates.read(name, directory(name))));
        return new World(applications);
    }

    /** Where the application of that name was written to. */
    static Path directory(String name) {
        return synthesized(name).directory();
    }

    /** What the rules of CDK and of cdk-nag say of the application of that name. */
    static List<String> messages(String name) {
        return synthesized(name).messages();
    }

    private static synchronized Synthesized synthesized(String name) {
        return SYNTHESIZED.computeIfAbsent(name, World::synthesize);
    }

    private static Synthesized synthesize(String name) {
        requireNode();
        Path directory = Path.of("target", "synthesized", name);
        CloudAssembly assembly = Synthesis.of(name, directory).synth();
        List<String> messages =
                assembly.getStacks().stream()
                        .flatMap(stack -> stack.getMessages().stream())
                        .map(
                                message ->
                                        "%s %s: %s"
                                                .formatted(
                                                        message.getLevel(),
                                                        message.getId(),
                                                        message.getEntry().getData()))
                        .filter(message -> !message.startsWith("INFO"))
                        .toList();
        return new Synthesized(directory, messages);
    }

    /** Before CDK would say it, at length and in other words. */
    private static void requireNode() {
        boolean found =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
        if (!found) {
            throw new IllegalStateException(
                    "CDK runs in Node.js: install it, or leave this module out (-pl '!infra/aws')");
        }
    }

    World copy() {
        Map<String, Templates> copies = new LinkedHashMap<>();
        applications.forEach((name, templates) -> copies.put(name, templates.copy()));
        return new World(copies);
    }

    Templates of(String name) {
        return applications.get(name);
    }

    Templates dev() {
        return of("dev");
    }

    Templates staging() {
        return of("staging");
    }

    Templates live() {
        return of("live");
    }

    /** The three environments. */
    List<Templates> environments() {
        return Environment.ALL.stream().map(Environment::name).map(this::of).toList();
    }

    /** The environments and what stands around them. */
    List<Templates> all() {
        return List.copyOf(applications.values());
    }
}
