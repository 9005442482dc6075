package dev.atelier.observability.dashboards;

/** How a panel is drawn. */
public enum Look {

    /** A line for each series. */
    LINES,

    /** A lane for each series, which should be above 0. */
    UP,

    /** A lane for each series, which asks for attention when it is above 0. */
    FIRING
}
