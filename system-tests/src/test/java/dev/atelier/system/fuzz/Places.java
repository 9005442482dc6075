package dev.atelier.system.fuzz;

import dev.atelier.system.ApiDescription.Operation;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The things that answers have told of, by the path under which they are found: what a list holds,
 * and what a POST to it makes, is found below the list by its {@code id}. So the fuzzer gets to
 * what only exists because of what it has done.
 */
final class Places {

    /** Old ones are forgotten, since most is about what has just been made. */
    private static final int MOST = 200;

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final List<String> templates;
    private final Map<String, List<Place>> places = new HashMap<>();
    private final Map<String, List<String>> ids = new HashMap<>();

    Places(Collection<Operation> operations) {
        this.templates =
                operations.stream()
                        .map(Operation::path)
                        .flatMap(Places::ofThings)
                        .distinct()
                        .toList();
    }

    /** The path, and those above it that lead to one thing. */
    private static Stream<String> ofThings(String path) {
        return Stream.iterate(path, it -> it.contains("{"), Places::above)
                .filter(it -> it.equals(path) || it.endsWith("}"));
    }

    /**
     * Where something is.
     *
     * @param values of the variables in its path
     * @param caller who was told of it
     */
    record Place(Map<String, String> values, Caller caller) {}

    /** Something on this path, or on the nearest one above of which there is anything. */
    Optional<Place> any(String template, Random random) {
        for (String path = template; path.contains("{"); path = above(path)) {
            List<Place> known = places.getOrDefault(path, List.of());
            if (!known.isEmpty()) {
                // What is new is in the states that are worth most.
                int back = Math.min(known.size(), 1 + random.nextInt(known.size()));
                int index = random.nextBoolean() ? known.size() - 1 : known.size() - back;
                return Optional.of(known.get(index));
            }
        }
        return Optional.empty();
    }

    /** The id of one of the things that go by this word. */
    Optional<String> id(String word, Random random) {
        List<String> known = ids.getOrDefault(word, List.of());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                random.nextBoolean() ? known.getLast() : known.get(random.nextInt(known.size())));
    }

    void add(String template, Place place) {
        limited(places.computeIfAbsent(template, _ -> new ArrayList<>()), place);
    }

    void addId(String word, String id) {
        limited(ids.computeIfAbsent(word, _ -> new ArrayList<>()), id);
    }

    /** Takes in what a request has found or made. */
    void learn(String template, Map<String, String> values, Caller caller, JsonNode answer) {
        for (JsonNode item : answer.path("items")) {
            learnItem(template, values, caller, item);
        }
        learnItem(template, values, caller, answer);
        learnWithin(template, values, caller, answer);
    }

    private void learnItem(String list, Map<String, String> values, Caller caller, JsonNode item) {
        String id = item.path("id").asString("");
        for (String template : templates) {
            String below = template.substring(Math.min(list.length(), template.length()));
            if (!id.isEmpty() && template.startsWith(list) && below.matches("/\\{\\w+}")) {
                Map<String, String> more = new LinkedHashMap<>(values);
                more.put(below.substring(2, below.length() - 1), id);
                add(template, new Place(more, caller));
                learnWithin(template, more, caller, item);
            }
        }
    }

    /** A document holds some of what is found below it. */
    private void learnWithin(
            String template, Map<String, String> values, Caller caller, JsonNode document) {
        for (var member : document.properties()) {
            for (JsonNode inner : member.getValue()) {
                String id = inner.path("id").asString("");
                if (!id.isEmpty()) {
                    addId(member.getKey(), id);
                    learnItem(template + "/" + member.getKey(), values, caller, inner);
                }
            }
            if (member.getValue().isString()) {
                learnAddress(member.getValue().asString(), caller);
            }
        }
    }

    /** A text may be the address of something. */
    void learnAddress(String text, Caller caller) {
        for (String template : templates) {
            Matcher address =
                    Pattern.compile(
                                    VARIABLE.matcher(template)
                                            .replaceAll("([^/?]+)")
                                            .replace(".", "\\."))
                            .matcher(text);
            if (template.contains("{") && address.matches()) {
                Map<String, String> values = new LinkedHashMap<>();
                List<String> names = variables(template);
                for (int index = 0; index < names.size(); index++) {
                    values.put(names.get(index), address.group(index + 1));
                }
                add(template, new Place(values, caller));
            }
        }
    }

    static List<String> variables(String template) {
        return VARIABLE.matcher(template).results().map(found -> found.group(1)).toList();
    }

    private static String above(String path) {
        String[] segments = path.split("/");
        return String.join("/", Arrays.copyOf(segments, segments.length - 1));
    }

    private static <T> void limited(List<T> some, T one) {
        some.add(one);
        if (some.size() > MOST) {
            some.removeFirst();
        }
    }
}
