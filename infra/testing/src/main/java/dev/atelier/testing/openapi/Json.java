package dev.atelier.testing.openapi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Documents as trees. */
final class Json {

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An object with one member. */
    static ObjectNode object(String name, String value) {
        return object().put(name, value);
    }

    static ArrayNode array(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    static ArrayNode list(JsonNode item) {
        return array(List.of()).add(item);
    }

    static JsonNode read(String text) {
        return JsonMapper.shared().readTree(text);
    }

    static String write(JsonNode document) {
        return document.toPrettyString() + "\n";
    }

    /** Puts a merge patch (RFC 7396) in. */
    static void merge(ObjectNode target, JsonNode patch) {
        for (var member : patch.properties()) {
            if (member.getValue().isNull()) {
                target.remove(member.getKey());
            } else if (member.getValue() instanceof ObjectNode inner
                    && target.get(member.getKey()) instanceof ObjectNode there) {
                merge(there, inner);
            } else {
                target.set(member.getKey(), member.getValue().deepCopy());
            }
        }
    }

    /** Where two documents differ, as pointers. */
    static List<String> differences(JsonNode one, JsonNode other) {
        List<String> differences = new ArrayList<>();
        compare("", one, other, differences);
        return differences;
    }

    private static void compare(
            String place, JsonNode one, JsonNode other, List<String> differences) {
        if (one.isObject() && other.isObject()) {
            Set<String> names = new TreeSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            for (String name : names) {
                compare(place + "/" + escaped(name), one.path(name), other.path(name), differences);
            }
        } else if (!one.equals(other)) {
            differences.add(place);
        }
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
