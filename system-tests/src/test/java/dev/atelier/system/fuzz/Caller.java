package dev.atelier.system.fuzz;

/**
 * Somebody as whom the fuzzer asks.
 *
 * @param name by which {@code ./atelier token} makes the same token; empty for nobody
 * @param role empty, or {@code admin}
 */
record Caller(String name, String role, String token) {

    static final Caller NOBODY = new Caller("", "", "");

    boolean isNobody() {
        return token.isEmpty();
    }
}
