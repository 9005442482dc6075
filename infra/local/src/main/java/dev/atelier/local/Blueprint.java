package dev.atelier.local;

import java.io.IOException;
import java.util.List;

/** What a component is made of: how its process is prepared, started, asked and ended. */
interface Blueprint {

    String name();

    /** Where it listens, for people. */
    String address();

    /** The names of the components that must be ready before its process starts. */
    default List<String> after() {
        return List.of();
    }

    /** Makes on disk what the process needs; instant when it is all there. */
    default void prepare() throws IOException, InterruptedException {}

    /** The process, without its output: that goes to the component's log. */
    ProcessBuilder process() throws IOException;

    /** Whether the process answers now. */
    boolean answers();

    /** Runs once after each start, when the process answers and before others may use it. */
    default void settle() throws IOException {}

    /** Asks the process to end by itself. */
    default void askToEnd(ProcessHandle process) {
        process.destroy();
    }
}
