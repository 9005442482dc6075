package dev.atelier.faults.traffic;

/** What a client knows of its request afterwards. */
public enum Fate {
    /** It was done. */
    OK,
    /** It was refused, and nothing was done. */
    FAIL,
    /** The answer did not come, or says nothing about what was done. */
    UNKNOWN
}
