package dev.atelier.observability.dashboards;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Panels that belong together.
 *
 * @param name of its file, and its id in addresses
 */
public record Dashboard(String name, String title, List<Panel> panels) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final int COLUMNS = 2;
    private static final int WIDTH = 24 / COLUMNS;
    private static final int HEIGHT = 8;

    /** As Grafana reads it. */
    public String json() {
        ObjectNode dashboard =
                JSON.createObjectNode()
                        .put("uid", "atelier-" + name)
                        .put("title", title)
                        .put("editable", false)
                        .put("refresh", "30s")
                        .put("schemaVersion", 38)
                        .put("timezone", "utc");
        dashboard.putArray("tags").add("atelier");
        dashboard.putObject("time").put("from", "now-1h").put("to", "now");
        ArrayNode drawn = dashboard.putArray("panels");
        for (int index = 0; index < panels.size(); index++) {
            drawn.add(panel(index, panels.get(index)));
        }
        return JSON.writeValueAsString(dashboard) + "\n";
    }

    private static ObjectNode panel(int index, Panel panel) {
        ObjectNode drawn =
                JSON.createObjectNode()
                        .put("id", index + 1)
                        .put("title", panel.title())
                        .put("type", panel.look() == Look.LINES ? "timeseries" : "state-timeline");
        datasource(drawn);
        drawn.putObject("gridPos")
                .put("x", index % COLUMNS * WIDTH)
                .put("y", index / COLUMNS * HEIGHT)
                .put("w", WIDTH)
                .put("h", HEIGHT);
        ObjectNode defaults =
                drawn.putObject("fieldConfig").putObject("defaults").put("unit", panel.unit());
        colour(defaults, panel.look());
        ArrayNode targets = drawn.putArray("targets");
        for (Query query : panel.queries()) {
            datasource(
                    targets.addObject()
                            .put("refId", String.valueOf((char) ('A' + targets.size() - 1)))
                            .put("expr", query.expression())
                            .put("legendFormat", query.legend()));
        }
        return drawn;
    }

    /** Lanes change their colour at 1. */
    private static void colour(ObjectNode defaults, Look look) {
        if (look != Look.LINES) {
            defaults.putObject("color").put("mode", "thresholds");
            ArrayNode steps = defaults.putObject("thresholds").putArray("steps");
            steps.addObject().putNull("value").put("color", look == Look.UP ? "red" : "green");
            steps.addObject().put("value", 1).put("color", look == Look.UP ? "green" : "orange");
        }
    }

    private static void datasource(ObjectNode node) {
        node.putObject("datasource").put("type", "prometheus").put("uid", "prometheus");
    }
}
