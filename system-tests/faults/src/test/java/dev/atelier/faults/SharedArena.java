package dev.atelier.faults;

import dev.atelier.faults.arena.Arena;

import java.nio.file.Path;

/** The one platform that the tests of this module use one after the other. */
final class SharedArena {

    private static final Arena ARENA = Arena.open();

    private SharedArena() {}

    static Arena get() {
        return ARENA;
    }

    static Path history(String name) {
        return Path.of("target", "histories", name + ".jsonl");
    }
}
