package dev.atelier.bench.signup;

/**
 * Something that holds or does not.
 *
 * @param found how it was
 */
record Check(String name, boolean passed, String found) {}
