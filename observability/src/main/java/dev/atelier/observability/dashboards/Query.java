package dev.atelier.observability.dashboards;

/**
 * What a panel draws.
 *
 * @param expression of Prometheus's
 * @param legend what a series is called, with its labels in two pairs of braces
 */
public record Query(String expression, String legend) {}
