package dev.atelier.aws;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names and small maps of templates. Maps keep their order, because {@code Map.of} has another one
 * in each JVM, and so would the templates.
 */
public final class Names {

    private Names() {}

    /** A logical id of a name: {@code user-service} becomes {@code UserService}. */
    public static String pascal(String name) {
        return Arrays.stream(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** A map of one. */
    public static Map<String, Object> only(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    /** A map of keys and values in turn, in that order. */
    public static Map<String, String> texts(String... keysAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            map.put(keysAndValues[index], keysAndValues[index + 1]);
        }
        return map;
    }
}
