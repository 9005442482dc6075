package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A person reads /docs in a real browser, signs in at the issuer and performs a call there. The
 * continuous build has a browser and the profile {@code frontend}; elsewhere this may be skipped.
 */
class DocsIT {

    private static final Path CLIENT = Path.of("../gateway/client");
    private static final Path SCREENSHOT = Path.of("target/docs.png");

    @Test
    void letsOneSignInAndTryACall() throws IOException, InterruptedException {
        Optional<Path> browser = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> node = program("node");
        boolean installed = Files.exists(CLIENT.resolve("node_modules/playwright-core"));
        if (browser.isEmpty() || node.isEmpty() || !installed) {
            System.err.println(
                    "SKIPPED: nobody has looked at /docs in a browser. It takes chromium, node and"
                            + " -Pfrontend.");
        }
        assumeTrue(browser.isPresent() && node.isPresent() && installed);
        String gateway = RunningPlatform.shared().platform().gateway().toString();

        Process visit =
                new ProcessBuilder(
                                node.get().toString(),
                                "browser/docs.mjs",
                                gateway.replaceFirst("/$", ""),
                                browser.get().toString(),
                                SCREENSHOT.toAbsolutePath().toString())
                        .directory(CLIENT.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(visit.getInputStream().readAllBytes());

        assertThat(visit.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(visit.exitValue()).as(said).isZero();
        assertThat(SCREENSHOT).isNotEmptyFile();
    }

    private static Optional<Path> program(String... names) {
        return Arrays.stream(names)
                .flatMap(
                        name ->
                                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
