package dev.atelier.faults.nemesis;

/** A kind of thing that goes wrong, and what a report calls it. */
public enum Fault {
    KILL_ONE("kills"),
    KILL_BOTH("kills"),
    STOP_POSTGRES("restarts of Postgres"),
    KILL_POSTGRES("restarts of Postgres"),
    CUT_GATEWAY("cuts"),
    CUT_DATABASE("cuts"),
    REFUSE_GATEWAY("cuts"),
    REFUSE_DATABASE("cuts"),
    DELAY_GATEWAY("delays"),
    DELAY_DATABASE("delays"),
    DUPLICATE("duplicates");

    private final String column;

    Fault(String column) {
        this.column = column;
    }

    public String column() {
        return column;
    }
}
