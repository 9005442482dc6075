package dev.atelier.workshop.model;

/** Whether anybody runs the workshop at the moment. */
public enum Staffing {
    STAFFED,
    UNSTAFFED
}
