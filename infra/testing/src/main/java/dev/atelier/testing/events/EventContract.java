package dev.atelier.testing.events;

import dev.atelier.testing.ProjectFiles;
import dev.atelier.topology.Subscription;
import dev.atelier.topology.Topology;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The schemas and examples beside a service. Tests of other services read them as files of the
 * project, since no service depends on another.
 */
public final class EventContract {

    static final String ENVELOPE = "envelope.v1";

    private static final String FOLDER = "src/main/resources/events";
    private static final String TO_COME = "VALUE_TO_COME";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Other schemas have one word before the version: they are what types have in common. */
    private static final Pattern TYPE = Pattern.compile("[a-z]+\\.[a-z-]+\\.v\\d+");

    private final String module;
    private final Map<String, JsonNode> schemas;
    private final Schemas published;
    private final Schemas strict;

    private EventContract(String module) {
        this.module = module;
        this.schemas = documents(module, "schemas");
        Map<String, JsonNode> all = new HashMap<>(documents("common", "schemas"));
        all.putAll(schemas);
        this.published = Schemas.published(all);
        this.strict = Schemas.strict(all);
    }

    /** That of the module: a service, or common, which has the envelope. */
    public static EventContract of(String module) {
        return new EventContract(module);
    }

    /**
     * A message of each type that the service is subscribed to, as it comes today and as it may
     * come one day.
     */
    public static Stream<EventExample> examplesFor(String subscriber) {
        return Topology.ATELIER.subscriptions().stream()
                .filter(subscription -> subscription.subscriber().equals(subscriber))
                .flatMap(EventContract::examplesFor);
    }

    private static Stream<EventExample> examplesFor(Subscription subscription) {
        EventContract contract = of(subscription.publisher());
        return contract.examples().stream()
                .filter(example -> example.isWantedBy(subscription))
                .flatMap(example -> Stream.of(example, contract.fromTheFuture(example)));
    }

    private static Map<String, JsonNode> documents(String module, String kind) {
        Path folder = folder(module).resolve(kind);
        return ProjectFiles.below(folder, ".json").stream()
                .collect(
                        Collectors.toMap(
                                file -> file.getFileName().toString().replaceFirst(".json$", ""),
                                file -> JSON.readTree(ProjectFiles.read(file)),
                                (one, _) -> one,
                                TreeMap::new));
    }

    private static Path folder(String module) {
        return ProjectFiles.root().resolve(module).resolve(FOLDER);
    }

    String module() {
        return module;
    }

    Path folder() {
        return folder(module);
    }

    Map<String, JsonNode> schemas() {
        return schemas;
    }

    /** The types of its events. */
    public Set<String> types() {
        return schemas.keySet().stream()
                .filter(name -> TYPE.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A message of each type. */
    public List<EventExample> examples() {
        return documents(module, "examples").entrySet().stream()
                .map(example -> new EventExample(example.getKey(), example.getValue()))
                .toList();
    }

    /**
     * The same message as it may come one day: with members that nobody knows yet, and values where
     * an enumeration is open.
     */
    EventExample fromTheFuture(EventExample example) {
        return new EventExample(example.type(), later(example.event(), openValues()));
    }

    private Set<String> openValues() {
        return schemas.values().stream()
                .flatMap(schema -> schema.findValues(Schemas.OPEN_ENUM).stream())
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }

    private static JsonNode later(JsonNode now, Set<String> openValues) {
        return switch (now) {
            case ObjectNode object -> {
                ObjectNode later = JSON.createObjectNode();
                object.forEachEntry((name, value) -> later.set(name, later(value, openValues)));
                yield later.put("memberToCome", true);
            }
            case ArrayNode array -> {
                ArrayNode later = JSON.createArrayNode();
                for (JsonNode value : array) {
                    // What is in a set stays there when something comes to it.
                    JsonNode changed = later(value, openValues);
                    later.add(value.isString() ? value : changed);
                    if (value.isString() && changed != value) {
                        later.add(changed);
                    }
                }
                yield later;
            }
            case StringNode text when openValues.contains(text.asString()) ->
                    StringNode.valueOf(TO_COME);
            default -> now;
        };
    }

    /** What is wrong with a message that the service sends, a member that no schema knows too. */
    public List<String> faults(JsonNode event) {
        return Stream.concat(
                        faultsOfEnvelope(event).stream(),
                        faults(event.path("type").asString(), event.path("data")).stream())
                .toList();
    }

    /** What is wrong with the data of an event of the type. */
    public List<String> faults(String type, JsonNode data) {
        return types().contains(type)
                ? strict.faults(type, data)
                : List.of("there is no schema for events of the type " + type);
    }

    /** What is wrong with a message but for its data. */
    public List<String> faultsOfEnvelope(JsonNode event) {
        return strict.faults(ENVELOPE, event);
    }

    /** What a reader who goes by the published schemas would object to. */
    List<String> faultsToReader(EventExample example) {
        return Stream.concat(
                        published.faults(ENVELOPE, example.event()).stream(),
                        published.faults(example.type(), example.event().get("data")).stream())
                .toList();
    }

    List<String> faultsOfSchemas() {
        return schemas.keySet().stream()
                .flatMap(
                        name ->
                                published.faultsOfSchema(name).stream()
                                        .map(fault -> name + ": " + fault))
                .toList();
    }

    /** The names of all members that its events can have, however deep. */
    Set<String> members() {
        return schemas.values().stream()
                .flatMap(EventContract::members)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> members(JsonNode schema) {
        return Stream.concat(
                schema.path("properties").propertyNames().stream(),
                schema.valueStream().flatMap(EventContract::members));
    }
}
