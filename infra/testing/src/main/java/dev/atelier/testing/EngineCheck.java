package dev.atelier.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.testcontainers.DockerClientFactory;

/** Ends a run of tests before the first one when it wants containers and nothing can run them. */
public final class EngineCheck implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (Parts.chosen() == Parts.CONTAINERS
                && !DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "-Pcontainers runs the tests on containers, and no container engine answers:"
                            + " start one, and set DOCKER_HOST if it listens at an unusual place,"
                            + " or leave out -Pcontainers");
        }
    }
}
