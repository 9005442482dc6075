package dev.atelier.observability;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Documents of two programs that are not ours, so in maps and lists. */
final class Yaml {

    private Yaml() {}

    static Map<String, Object> read(Path file) throws IOException {
        return new org.yaml.snakeyaml.Yaml().load(Files.readString(file));
    }

    static void write(Map<String, Object> document, Path file) throws IOException {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setSplitLines(false);
        Files.createDirectories(file.getParent());
        Files.writeString(file, new org.yaml.snakeyaml.Yaml(options).dump(document));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> parent, String key) {
        return (Map<String, Object>) value(parent, key);
    }

    /** The list of maps at a key; an empty one when there is none. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(Map<String, Object> parent, String key) {
        return (List<Map<String, Object>>) parent.getOrDefault(key, List.of());
    }

    static String text(Map<String, Object> parent, String key) {
        return value(parent, key).toString();
    }

    private static Object value(Map<String, Object> parent, String key) {
        Object value = parent.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " in " + parent);
        }
        return value;
    }
}
