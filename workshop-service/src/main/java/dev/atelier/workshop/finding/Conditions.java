package dev.atelier.workshop.finding;

import java.util.ArrayList;
import java.util.List;

/** The conditions of a query and the values bound in it, gathered one by one. */
class Conditions {

    private static final String AND = "\n   AND ";

    private final List<String> conditions = new ArrayList<>();
    private final List<String> checks = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Binds a value and returns its place. */
    String bind(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    void and(String condition) {
        conditions.add("(" + condition + ")");
    }

    /** Adds a condition that takes long to look at, and that no index answers. */
    void check(String condition) {
        checks.add("(" + condition + ")");
    }

    List<Object> values() {
        return List.copyOf(values);
    }

    /** All but the checks. */
    String sql() {
        return String.join(AND, conditions);
    }

    /** The checks alone. */
    String checks() {
        return checks.isEmpty() ? "true" : String.join(AND, checks);
    }
}
