package dev.atelier.local;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The OpenID authorization server. */
final class Issuer implements Blueprint {

    static final String NAME = "issuer";
    static final String MAIN_CLASS = "dev.atelier.local.issuer.IssuerApplication";

    private final Home home;
    private final int port;
    private final Checkout checkout;
    private final LocalPrograms programs;

    private @Nullable Program program;

    Issuer(Home home, int port, Checkout checkout, LocalPrograms programs) {
        this.home = home;
        this.port = port;
        this.checkout = checkout;
        this.programs = programs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return uri().toString();
    }

    URI uri() {
        return URI.create("http://localhost:" + port);
    }

    URI jwkSetUri() {
        return uri().resolve("/oauth2/jwks");
    }

    Path key() {
        return home.keys().resolve("issuer.pem");
    }

    /** The key comes from the same script that signs tokens with it. */
    @Override
    public void prepare() throws IOException, InterruptedException {
        if (Files.notExists(key())) {
            Processes.run(
                    "making the issuer's key",
                    home.log(NAME),
                    new ProcessBuilder(
                            "bash",
                            "-c",
                            ". \"$1\" && atelier_issuer_keys \"$2\"",
                            "bash",
                            checkout.script("token.sh").toString(),
                            home.keys().toString()));
        }
        program =
                programs.program(
                        NAME, MAIN_CLASS, Training.untilRefreshed(environment(port, key())));
    }

    @Override
    public ProcessBuilder process() {
        ProcessBuilder builder = new ProcessBuilder(Objects.requireNonNull(program).command());
        builder.environment().putAll(environment(port, key()));
        return builder;
    }

    @Override
    public boolean answers() {
        return Http.answers(jwkSetUri());
    }

    private static Map<String, String> environment(int port, Path key) {
        return Map.of(
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SERVER_PORT",
                Integer.toString(port),
                "ATELIER_ISSUER_URI",
                "http://localhost:" + port,
                "ATELIER_ISSUER_KEY",
                key.toString());
    }
}
