package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class ControlTest {

    private final Ports ports = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir private Path directory;

    private Control control;
    private Path token;

    @BeforeEach
    void open() throws IOException {
        Home home = new Home(directory);
        Platform platform =
                new Platform(
                        home,
                        ports,
                        Arrangement.USUAL,
                        Checkout.around(Path.of("")),
                        new Recorder());
        control = Control.open(platform, ports.of(Control.NAME));
        token = home.run("control.token");
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void showsEachComponent() throws Exception {
        HttpResponse<String> response = ask("GET", "/status", Files.readString(token));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body().lines())
                .hasSize(7)
                .anyMatch(line -> line.matches(" +enrollment-service +stopped"));
    }

    @Test
    void refusesWhoeverCannotReadTheSecret() throws Exception {
        assertThat(ask("GET", "/status", "guess").statusCode()).isEqualTo(403);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
    }

    @Test
    void namesTheComponentsToWhoAsksForAnother() throws Exception {
        HttpResponse<String> response =
                ask("POST", "/components/kitchen/restart", Files.readString(token));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("no kitchen").contains("user-service");
    }

    private HttpResponse<String> ask(String method, String path, String secret) throws Exception {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + ports.of(Control.NAME) + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Authorization", "Bearer " + secret)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
