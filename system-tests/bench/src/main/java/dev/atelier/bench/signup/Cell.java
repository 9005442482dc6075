package dev.atelier.bench.signup;

/**
 * What is measured several times: a place in the report.
 *
 * @param percent of what the contender can do at most; 100 when clients wait for their answers
 */
record Cell(String contender, Workload workload, int percent) {

    static final int ALL = 100;

    static Cell closed(String contender, Workload workload) {
        return new Cell(contender, workload, ALL);
    }
}
