package dev.atelier.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The working copy of Atelier whose jars are run. */
record Checkout(Path root) {

    /**
     * The checkout that a directory lies in.
     *
     * @throws IllegalStateException when it lies in none
     */
    static Checkout around(Path directory) {
        Path candidate = directory.toAbsolutePath();
        while (candidate != null && Files.notExists(candidate.resolve("infra/topology/pom.xml"))) {
            candidate = candidate.getParent();
        }
        if (candidate == null) {
            throw new IllegalStateException(directory + " lies in no checkout of Atelier");
        }
        return new Checkout(candidate);
    }

    /** The executable jar of a deployable. */
    Path jar(String deployable) {
        return root.resolve(deployable).resolve("target").resolve(deployable + ".jar");
    }

    /** The executable jar that this module makes of itself. */
    Path localJar() {
        return root.resolve("infra/local/target/atelier-local-exec.jar");
    }

    /** What is made from jars once per build; all platforms of the checkout share it. */
    Path prepared() {
        return root.resolve(".atelier/prepared");
    }

    /** Rules, routes and runbooks. */
    Path observability() {
        return root.resolve("observability");
    }

    Path script(String name) {
        return root.resolve("build").resolve(name);
    }
}
