package dev.atelier.system.fuzz;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Texts that mean something to the API. A schema says which are allowed; that an end comes after
 * its start, or that an id is somebody's, it does not say.
 */
final class Vocabulary {

    private static final List<String> CODES =
            List.of("laptop", "java-basics", "webcam", "first-aid", "git");

    private static final Map<String, List<String>> BY_NAME =
            Map.of(
                    "timeZone", List.of("Europe/Berlin", "UTC", "America/New_York"),
                    "language", List.of("en", "de", "de-CH", "fr"),
                    "locale", List.of("en", "de-CH"),
                    "capabilities", CODES,
                    "code", CODES,
                    "requires", CODES,
                    "meets", List.of("laptop", "laptop,git", ""),
                    "offerTtl", List.of("PT1S", "PT24H", "P30D"),
                    "onlineUrl", List.of("https://example.org/room", "http://example.org"),
                    "q", List.of("weaving", "loom", "e"));

    /** What the ids of a member are ids of. */
    private static final Map<String, String> IDS =
            Map.of(
                    "userId", "users",
                    "organizer", "users",
                    "replaces", "organizers",
                    "broughtBy", "organizers",
                    "acknowledgedRequirements", "requirements");

    private static final List<String> NOUNS =
            List.of("weaving", "loom", "Ton", "glaze", "raku", "kiln", "Wörter", "糸", "🧶");

    private final Places places;
    private final Random random;
    private Instant start = Instant.EPOCH;

    Vocabulary(Places places, Random random) {
        this.places = places;
        this.random = random;
        renew();
    }

    /** What follows is about another time. Some of it comes soon, so that it passes. */
    void renew() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        start =
                random.nextInt(5) == 0
                        ? now.plusSeconds(3 + random.nextInt(10))
                        : now.plus(Duration.ofHours(24 + random.nextInt(5_000)));
    }

    /** A text for the member, mostly one that the schema allows. */
    String text(JsonNode schema, String name) {
        return Optional.ofNullable(BY_NAME.get(name))
                .map(this::pick)
                .or(() -> time(name))
                .or(() -> Optional.ofNullable(IDS.get(name)).flatMap(it -> places.id(it, random)))
                .filter(text -> matches(schema, text))
                .or(() -> example(schema).filter(_ -> random.nextBoolean()))
                .orElseGet(() -> byFormat(schema));
    }

    private Optional<String> time(String name) {
        return switch (name) {
            case "startsAt" -> Optional.of(start.toString());
            case "endsAt" -> Optional.of(start.plusSeconds(1 + random.nextInt(3)).toString());
            case "enrollmentOpensAt" ->
                    Optional.of(Instant.now().minus(Duration.ofDays(2)).toString());
            case "enrollmentClosesAt" -> Optional.of(start.toString());
            default -> Optional.empty();
        };
    }

    private static Optional<String> example(JsonNode schema) {
        return schema.path("examples").isArray()
                ? schema.get("examples").get(0).asStringOpt()
                : schema.path("example").asStringOpt();
    }

    private String byFormat(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> UUID.randomUUID().toString();
            case "date-time" -> start.plus(Duration.ofHours(random.nextInt(100))).toString();
            case "email" ->
                    "fuzz."
                            + Long.toString(random.nextLong(), 36).replace('-', 'x')
                            + "@example.org";
            case "uri", "uri-reference" -> "https://example.org/" + random.nextInt(100);
            case "duration" -> "PT" + (1 + random.nextInt(48)) + "H";
            default -> fitting(schema);
        };
    }

    private String fitting(JsonNode schema) {
        for (String text : List.of(pick(CODES), "en", "Europe/Berlin", "PT24H", "a", "1")) {
            if (schema.has("pattern") && matches(schema, text)) {
                return text;
            }
        }
        int least = schema.path("minLength").asInt(0);
        int most = Math.min(schema.path("maxLength").asInt(40), 40);
        StringBuilder text = new StringBuilder(pick(NOUNS));
        while (text.length() < least || random.nextInt(3) == 0) {
            text.append(' ').append(pick(NOUNS));
        }
        int end = Math.min(text.length(), Math.max(least, most));
        return Character.isHighSurrogate(text.charAt(end - 1))
                ? text.substring(0, end - 1) + "x"
                : text.substring(0, end);
    }

    private static boolean matches(JsonNode schema, String text) {
        return !schema.has("pattern")
                || Pattern.compile(schema.get("pattern").asString()).matcher(text).find();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
