package dev.atelier.local.events;

import dev.atelier.local.Platform;
import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Topology;

import tools.jackson.databind.JsonNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The commands of {@code ./atelier events}. */
public final class Events {

    private static final int LETTERS_SHOWN = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Services services;
    private final Queues queues;
    private final BufferedReader in;
    private final PrintStream out;

    private Events(Addresses addresses, InputStream in, PrintStream out) {
        this.services = new Services(addresses);
        this.queues = new Queues(addresses.queues());
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /**
     * Ends with the status that {@link #run} returns.
     *
     * @param arguments the path of the issuer's key, a command, and what belongs to it
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(
                guarded(
                        () ->
                                new Events(
                                                Addresses.of(
                                                        System.getenv(), Path.of(arguments[0])),
                                                System.in,
                                                out)
                                        .carryOut(
                                                Arrays.copyOfRange(arguments, 1, arguments.length)),
                        errors));
    }

    /**
     * Carries a command out.
     *
     * @param in where the answers to questions come from
     * @return 0 when it is done, 1 when it could not be, 2 when it was misspelt
     */
    public static int run(
            Addresses addresses,
            InputStream in,
            PrintStream out,
            PrintStream errors,
            String... arguments) {
        return guarded(() -> new Events(addresses, in, out).carryOut(arguments), errors);
    }

    private static int guarded(Runnable command, PrintStream errors) {
        try {
            command.run();
            return 0;
        } catch (CommandFailed failure) {
            errors.println(failure.getMessage());
            return failure.isMisspelt() ? 2 : 1;
        }
    }

    private void carryOut(String... typed) {
        String command = typed.length == 0 ? "" : typed[0];
        Arguments arguments =
                Arguments.parse(Arrays.copyOfRange(typed, Math.min(1, typed.length), typed.length));
        switch (command) {
            case "list" -> list(arguments.expect(0, 0, "list"));
            case "lag" -> lag(arguments.expect(0, 0, "lag"));
            case "tail" -> tail(arguments.expect(1, 2, "tail SERVICE [SUBSCRIBER]"));
            case "pause", "resume" ->
                    pause(command, arguments.expect(2, 2, command + " SERVICE SUBSCRIBER"));
            case "replay" ->
                    replay(
                            arguments.expect(
                                    2,
                                    2,
                                    "replay SERVICE SUBSCRIBER --to INSTANT|beginning [--yes]",
                                    "--to",
                                    "--yes"));
            case "parked" -> parked(arguments.expect(2, 2, "parked SERVICE SUBSCRIBER"));
            case "unpark" ->
                    unpark(
                            arguments.expect(
                                    2,
                                    2,
                                    "unpark SERVICE SUBSCRIBER [--position N]",
                                    "--position"));
            case "forget" ->
                    forget(arguments.expect(2, 2, "forget SERVICE SUBSCRIBER [--yes]", "--yes"));
            case "dead-letters" ->
                    deadLetters(
                            arguments.expect(0, 1, "dead-letters [SUBSCRIBER] [--body]", "--body"));
            case "redrive" ->
                    redrive(arguments.expect(1, 1, "redrive SUBSCRIBER [--id ID]", "--id"));
            default ->
                    throw CommandFailed.misspelt(
                            "There is no command events %s: see ./atelier events --help", command);
        }
    }

    private void list(Arguments arguments) {
        Table table = new Table("FROM", "TO", "GETS", "STATE", "BEHIND", "AGE", "PARKED");
        List<String> silent =
                forEachSubscription(
                        (service, subscription) ->
                                table.row(
                                        service,
                                        subscription.path("name").asString(),
                                        Wording.types(subscription),
                                        Wording.state(subscription),
                                        Wording.number(subscription.at("/lag/events").asLong()),
                                        Wording.age(subscription),
                                        Wording.number(subscription.path("parked").asLong())));
        table.print(out);
        complainOf(silent);
    }

    private void lag(Arguments arguments) {
        Table logs = new Table("FROM", "TO", "BEHIND", "AGE");
        List<String> silent =
                forEachSubscription(
                        (service, subscription) ->
                                logs.row(
                                        service,
                                        subscription.path("name").asString(),
                                        Wording.number(subscription.at("/lag/events").asLong()),
                                        Wording.age(subscription)));
        logs.print(out);
        out.println();
        Table depths = new Table("QUEUE OF", "WAITING", "IN FLIGHT", "DEAD");
        for (Subscriber subscriber : Topology.ATELIER.subscribers()) {
            Queues.Depth depth = queues.depth(subscriber.queue(Platform.ENVIRONMENT));
            depths.row(
                    subscriber.name(),
                    Wording.number(depth.waiting()),
                    Wording.number(depth.inFlight()),
                    Wording.number(deadLetters(subscriber).count()));
        }
        depths.print(out);
        complainOf(silent);
    }

    /** Goes on when a service does not answer, and returns why those did not that are silent. */
    private List<String> forEachSubscription(BiConsumer<String, JsonNode> action) {
        List<String> silent = new ArrayList<>();
        for (String service : services.names()) {
            try {
                services.subscriptions(service).forEach(each -> action.accept(service, each));
            } catch (CommandFailed failure) {
                silent.add(failure.getMessage());
            }
        }
        return silent;
    }

    private static void complainOf(List<String> silent) {
        if (!silent.isEmpty()) {
            throw CommandFailed.because("%s", String.join("\n", silent));
        }
    }

    /** Until it is interrupted. */
    private void tail(Arguments arguments) {
        String service = arguments.word(0);
        Map<String, String> parameters = new HashMap<>();
        arguments.wordIfAny(1).ifPresent(name -> parameters.put("subscription", name));
        do {
            JsonNode excerpt = services.log(service, parameters);
            parameters.put("after", excerpt.path("end").asString());
            excerpt.path("events").forEach(event -> out.println(Wording.line(event)));
        } while (pauseAWhile());
    }

    private void pause(String command, Arguments arguments) {
        JsonNode state = services.command(arguments.word(0), arguments.word(1), command, Map.of());
        out.printf(
                "%s to %s: %s, %s behind.%n",
                arguments.word(0),
                arguments.word(1),
                Wording.state(state),
                Wording.events(state.at("/lag/events").asLong()));
    }

    private void replay(Arguments arguments) {
        String service = arguments.word(0);
        String subscriber = arguments.word(1);
        String to =
                arguments
                        .option("--to")
                        .orElseThrow(
                                () ->
                                        CommandFailed.misspelt(
                                                "To when? --to 2027-03-01T09:00:00Z, or --to"
                                                        + " beginning"));
        long again =
                services.command(service, subscriber, "replay", Map.of("to", to, "preview", "true"))
                        .path("events")
                        .asLong();
        confirm(
                arguments,
                "%s of %s since %s will be sent to %s again."
                        .formatted(Wording.events(again), service, to, subscriber));
        long sent =
                services.command(service, subscriber, "replay", Map.of("to", to))
                        .path("events")
                        .asLong();
        out.printf(
                "%s on the way again. To see how far it is: ./atelier events lag%n",
                Wording.events(sent));
    }

    private void parked(Arguments arguments) {
        Table table = new Table("POSITION", "TYPE", "SUBJECT", "VERSION", "PARKED", "WHY");
        services.parked(arguments.word(0), arguments.word(1))
                .forEach(
                        event ->
                                table.row(
                                        event.path("position").asString(),
                                        event.path("type").asString(Wording.NONE),
                                        event.path("subject").asString(Wording.NONE),
                                        event.path("sequence").asString(Wording.NONE),
                                        Wording.ago(
                                                Instant.parse(event.path("parkedAt").asString())),
                                        event.path("reason").asString()));
        table.print(out);
    }

    private void unpark(Arguments arguments) {
        Map<String, String> parameters =
                arguments
                        .option("--position")
                        .map(position -> Map.of("position", position))
                        .orElse(Map.of());
        List<JsonNode> attempts =
                services.command(arguments.word(0), arguments.word(1), "unpark", parameters)
                        .valueStream()
                        .toList();
        attempts.forEach(
                attempt ->
                        out.printf(
                                "%s  %s%n",
                                attempt.path("position").asString(),
                                attempt.path("sent").asBoolean()
                                        ? "sent"
                                        : "stays: " + attempt.path("reason").asString()));
        long stay = attempts.stream().filter(each -> !each.path("sent").asBoolean()).count();
        if (attempts.isEmpty()) {
            out.println("Nothing of that is parked.");
        } else if (stay > 0) {
            throw CommandFailed.because("%d of %d stay parked.", stay, attempts.size());
        }
    }

    private void forget(Arguments arguments) {
        String service = arguments.word(0);
        String subscriber = arguments.word(1);
        confirm(
                arguments,
                "%s will not remember how far %s is, nor what is parked for it."
                        .formatted(service, subscriber));
        services.forget(service, subscriber);
        out.printf("%s has forgotten %s.%n", service, subscriber);
    }

    private void deadLetters(Arguments arguments) {
        List<Subscriber> subscribers =
                arguments
                        .wordIfAny(0)
                        .map(name -> List.of(subscriber(name)))
                        .orElseGet(Topology.ATELIER::subscribers);
        for (Subscriber subscriber : subscribers) {
            show(subscriber, arguments.has("--body"));
        }
    }

    private void show(Subscriber subscriber, boolean withBody) {
        DeadLetters dead = deadLetters(subscriber);
        int count = dead.count();
        out.printf(
                "%s: %s%n",
                subscriber.name(), count == 0 ? "no dead letters" : Wording.number(count));
        if (count == 0) {
            return;
        }
        List<DeadLetter> letters =
                dead.look(LETTERS_SHOWN).stream()
                        .sorted(Comparator.comparing(DeadLetter::sentAt))
                        .toList();
        Table table = new Table("ID", "TYPE", "SUBJECT", "RECEIVES", "SENT");
        letters.forEach(
                letter ->
                        table.row(
                                letter.id(),
                                letter.type(),
                                letter.subject(),
                                letter.receives(),
                                Wording.ago(letter.sentAt())));
        table.print(out);
        if (withBody) {
            letters.forEach(letter -> out.printf("%n%s%n%s%n", letter.id(), letter.body()));
        }
    }

    private void redrive(Arguments arguments) {
        Subscriber subscriber = subscriber(arguments.word(0));
        DeadLetters dead = deadLetters(subscriber);
        Optional<String> id = arguments.option("--id");
        if (id.isPresent()) {
            DeadLetter moved =
                    dead.redrive(id.get())
                            .orElseThrow(
                                    () ->
                                            CommandFailed.because(
                                                    "%s has no dead letter %s.",
                                                    subscriber.name(), id.get()));
            report(moved, 1);
            return;
        }
        int moved = dead.redrive(this::report);
        out.printf("%s: %d moved back, %d left.%n", subscriber.name(), moved, dead.count());
    }

    private void report(DeadLetter letter, int number) {
        out.printf("%d  %s  %s  %s%n", number, letter.id(), letter.type(), letter.subject());
    }

    private void confirm(Arguments arguments, String consequence) {
        if (arguments.has("--yes")) {
            return;
        }
        out.print(consequence + " Go on? [y/N] ");
        out.flush();
        if (!List.of("y", "yes").contains(answer().toLowerCase(Locale.ROOT).strip())) {
            throw CommandFailed.because("Nothing was done.");
        }
    }

    private String answer() {
        try {
            return Optional.ofNullable(in.readLine()).orElse("");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private DeadLetters deadLetters(Subscriber subscriber) {
        return new DeadLetters(
                queues,
                subscriber.queue(Platform.ENVIRONMENT),
                subscriber.deadLetterQueue(Platform.ENVIRONMENT));
    }

    private static Subscriber subscriber(String name) {
        List<Subscriber> all = Topology.ATELIER.subscribers();
        return all.stream()
                .filter(subscriber -> subscriber.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                CommandFailed.misspelt(
                                        "There is no subscriber %s. There are: %s",
                                        name,
                                        all.stream()
                                                .map(Subscriber::name)
                                                .collect(Collectors.joining(", "))));
    }

    private static boolean pauseAWhile() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
