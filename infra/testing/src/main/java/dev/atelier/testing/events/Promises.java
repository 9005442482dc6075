package dev.atelier.testing.events;

import static java.util.stream.Collectors.toCollection;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What schemas promise, and what may become of it. Events of a type are kept and sent again for
 * years, so what is said of a member stays true for those that were and those that will be: it
 * neither changes nor goes. Members may be added, as long as they need not be there, and so may
 * values of an open enumeration.
 */
final class Promises {

    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$comment", "title", "description", "examples", "deprecated");
    private static final Set<String> NAMED_SCHEMAS = Set.of("properties", "$defs");
    private static final Set<String> LISTED_SCHEMAS = Set.of("allOf", "anyOf", "oneOf");
    private static final Set<String> SCHEMAS =
            Set.of("items", "contains", "not", "if", "then", "else", "additionalProperties");
    private static final Set<String> SETS = Set.of("required", Schemas.OPEN_ENUM);

    private final SortedSet<Promise> promises;

    private Promises(Stream<Promise> promises) {
        this.promises = promises.collect(toCollection(TreeSet::new));
    }

    static Promises of(Map<String, JsonNode> schemas) {
        return new Promises(
                schemas.entrySet().stream()
                        .flatMap(schema -> said(schema.getKey(), "", schema.getValue())));
    }

    static Promises parse(Collection<String> lines) {
        return new Promises(lines.stream().map(Promise::parse));
    }

    /** A line for each. */
    List<String> lines() {
        return promises.stream().map(Promise::toString).toList();
    }

    private static Stream<Promise> said(String name, String place, JsonNode schema) {
        List<Promise> said =
                schema.propertyStream()
                        .filter(keyword -> !ANNOTATIONS.contains(keyword.getKey()))
                        .flatMap(keyword -> said(name, place, keyword.getKey(), keyword.getValue()))
                        .toList();
        String nothing = schema.isObject() ? "{}" : schema.toString();
        return said.isEmpty() ? Stream.of(new Promise(name, place, nothing)) : said.stream();
    }

    private static Stream<Promise> said(String name, String place, String keyword, JsonNode value) {
        String here = place + "/" + keyword;
        if (NAMED_SCHEMAS.contains(keyword)) {
            return value.propertyStream()
                    .flatMap(one -> said(name, here + "/" + one.getKey(), one.getValue()));
        }
        if (LISTED_SCHEMAS.contains(keyword)) {
            return IntStream.range(0, value.size())
                    .boxed()
                    .flatMap(index -> said(name, here + "/" + index, value.get(index)));
        }
        if (SCHEMAS.contains(keyword) && value.isObject()) {
            return said(name, here, value);
        }
        if (SETS.contains(keyword)) {
            return value.valueStream().map(one -> new Promise(name, here, one.toString()));
        }
        return Stream.of(new Promise(name, here, sorted(value)));
    }

    /** In an enumeration or a list of types, order says nothing. */
    private static String sorted(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::toString).sorted().toList().toString()
                : value.toString();
    }

    /** Which of these promises later ones break, each in words; not so when they only add. */
    List<String> brokenBy(Promises later) {
        SortedSet<Promise> before = resolved();
        SortedSet<Promise> after = later.resolved();
        return Stream.concat(
                        before.stream()
                                .filter(promise -> !after.contains(promise))
                                .map(promise -> "no longer: " + promise),
                        after.stream()
                                .filter(promise -> !before.contains(promise))
                                .filter(promise -> !mayBeAdded(promise, before))
                                .map(promise -> "only now: " + promise))
                .toList();
    }

    /**
     * With the promises of what a schema builds upon among its own, wherever it is written, so that
     * a schema cannot say another thing of a member beside it.
     */
    private SortedSet<Promise> resolved() {
        return promises.stream()
                .map(Promise::schema)
                .distinct()
                .flatMap(schema -> resolved(schema, schema, "", ""))
                .collect(toCollection(TreeSet::new));
    }

    /** What a schema says at a place and below, as if another said so somewhere else. */
    private Stream<Promise> resolved(String from, String to, String place, String otherPlace) {
        return promises.stream()
                .filter(promise -> promise.schema().equals(from) && promise.isWithin(place))
                .filter(promise -> !promise.isWithin(place + "/$defs"))
                .flatMap(
                        promise ->
                                resolved(
                                        promise.at(
                                                to,
                                                otherPlace
                                                        + promise.pointer()
                                                                .substring(place.length())),
                                        from));
    }

    private Stream<Promise> resolved(Promise promise, String from) {
        if (!promise.pointer().endsWith("/$ref")) {
            return Stream.of(flat(promise));
        }
        String place = promise.pointer().replaceFirst("/\\$ref$", "");
        String target = promise.value().replace("\"", "");
        return target.startsWith("#")
                ? resolved(from, promise.schema(), target.substring(1), place)
                : resolved(target.replaceFirst("\\.json$", ""), promise.schema(), "", place);
    }

    /** What all of several schemas say, each says. */
    private static Promise flat(Promise promise) {
        return promise.at(promise.schema(), promise.pointer().replaceAll("/allOf/\\d+", ""));
    }

    private static boolean mayBeAdded(Promise added, Set<Promise> before) {
        List<Promise> ofSchema =
                before.stream().filter(promise -> promise.schema().equals(added.schema())).toList();
        return ofSchema.isEmpty()
                || isOfNewMember(added, ofSchema)
                || added.pointer().endsWith("/" + Schemas.OPEN_ENUM)
                        && ofSchema.stream()
                                .anyMatch(promise -> promise.pointer().equals(added.pointer()));
    }

    /** Goes down from the root through members that there were to one that there was not. */
    private static boolean isOfNewMember(Promise added, List<Promise> before) {
        List<String> steps = Arrays.asList(added.pointer().substring(1).split("/"));
        int step = 0;
        while (step + 1 < steps.size()) {
            if (steps.get(step).equals("items")) {
                step += 1;
            } else if (steps.get(step).equals("properties")) {
                step += 2;
                String member = "/" + String.join("/", steps.subList(0, step));
                if (before.stream().noneMatch(promise -> promise.isWithin(member))) {
                    return true;
                }
            } else {
                return false;
            }
        }
        return false;
    }
}
