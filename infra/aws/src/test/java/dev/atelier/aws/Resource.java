package dev.atelier.aws;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource of a template.
 *
 * @param stack the id of its stack
 * @param id its logical id
 * @param node what the template says of it
 */
record Resource(String stack, String id, ObjectNode node) {

    String type() {
        return node.path("Type").asString();
    }

    ObjectNode properties() {
        return (ObjectNode) node.get("Properties");
    }

    JsonNode property(String name) {
        return node.path("Properties").path(name);
    }

    String text(String name) {
        return property(name).asString();
    }

    /** As findings name it. */
    @Override
    public String toString() {
        return stack + "/" + id + " (" + type() + ")";
    }
}
