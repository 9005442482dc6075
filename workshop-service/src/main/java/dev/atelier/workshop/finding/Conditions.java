package dev.atelier.workshop.finding;

import java.util.ArrayList;
import java.util.List;

/** The conditions of a query and the values bound in it, gathered one by one. */
class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Binds a value and returns its place. */
    String bind(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    void and(String condition) {
        conditions.add("(" + condition + ")");
    }

    List<Object> values() {
        return List.copyOf(values);
    }

    String sql() {
        return String.join("\n   AND ", conditions);
    }
}
