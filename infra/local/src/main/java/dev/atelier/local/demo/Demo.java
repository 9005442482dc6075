package dev.atelier.local.demo;

import dev.atelier.local.issuer.LocalTokens;

import tools.jackson.databind.JsonNode;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Plays the main job on a running platform, tells the story, and leaves a catalogue behind. */
public final class Demo {

    private final URI address;
    private final LocalTokens tokens;
    private final Directions directions;
    private final Teller teller;
    private final Clock clock;

    Demo(URI address, LocalTokens tokens, Directions directions, Teller teller, Clock clock) {
        this.address = address;
        this.tokens = tokens;
        this.directions = directions;
        this.teller = teller;
        this.clock = clock;
    }

    /**
     * Ends with status 1 when the story could not be played, and 2 when it was called wrongly.
     *
     * @param arguments the gateway's URI, the path of the issuer's key, the issuer's URI; and in a
     *     container where people find the gateway
     */
    public static void main(String[] arguments) {
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, Teller.onStandardOutput(), errors));
    }

    static int run(String[] arguments, Teller teller, PrintStream errors) {
        if (arguments.length != 3 && arguments.length != 4) {
            errors.println("usage: Demo GATEWAY_URI ISSUER_KEY ISSUER_URI [GATEWAY_FROM_OUTSIDE]");
            return 2;
        }
        Path key = Path.of(arguments[1]);
        if (!Files.isReadable(key)) {
            errors.printf("There is no issuer's key %s.%nStart the platform: ./atelier up%n", key);
            return 1;
        }
        URI gateway = URI.create(arguments[0].replaceAll("/+$", ""));
        URI issuer = URI.create(arguments[2]);
        Directions directions =
                arguments.length == 3
                        ? Directions.onThisMachine(gateway)
                        : Directions.fromOutside(URI.create(arguments[3]), issuer);
        LocalTokens tokens = LocalTokens.from(key, issuer);
        try {
            new Demo(gateway, tokens, directions, teller, Clock.systemUTC()).play();
            return 0;
        } catch (NotReachable | UnexpectedAnswer problem) {
            errors.printf("%n%s%n", problem.getMessage());
            return 1;
        }
    }

    void play() {
        DataSet data = DataSet.load();
        Workshops workshops = new Workshops(data, clock);
        Company company = new Company(data, new Gateway(address), tokens, teller);
        company.register(data);
        new Catalogue(data, company, workshops, teller, clock).fill();
        JsonNode workshop = new Story(data, company, workshops, teller, clock).play();
        showCatalogue(company.member("mary"));
        sayWhatNext(workshop);
    }

    private void showCatalogue(Caller visitor) {
        teller.chapter("What there is to see now");
        Answer page = visitor.get("/workshops?limit=5").expect(200);
        for (JsonNode workshop : page.body().path("items")) {
            teller.tell(Workshops.title(workshop));
            teller.tell("    " + Workshops.occasion(workshop));
        }
        teller.tell(page.field("next").isEmpty() ? "That is all." : "… and so on.");
    }

    private void sayWhatNext(JsonNode workshop) {
        String api = directions.gateway() + Gateway.API;
        teller.chapter("Try it yourself");
        teller.verbatim(
                """
                TOKEN=$(%3$s)
                curl -s -H "Authorization: Bearer $TOKEN" '%1$s/workshops?limit=5'
                curl -s -H "Authorization: Bearer $TOKEN" %1$s%2$s/seats

                # as a newcomer: register, then see what the workshop asks of you
                TOKEN=$(%4$s)
                curl -s -X PUT -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
                  -d '{"displayName": "'"$USER"'", "email": "'"$USER"'@atelier.example",
                       "timeZone": "Europe/Berlin", "locale": "en", "capabilities": ["laptop"]}' \\
                  %1$s/users/me
                curl -s -X POST -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
                  -d '{"acknowledgedRequirements": []}' %1$s%2$s/participants\
                """
                        .formatted(
                                api,
                                Workshops.path(workshop),
                                directions.token("mary"),
                                directions.token("$USER")));
    }
}
