package dev.atelier.local;

import java.io.IOException;

/** The programs that this module brings itself: the queue server and the issuer. */
@FunctionalInterface
interface LocalPrograms {

    /**
     * A program, ready to run.
     *
     * @param name in the platform
     * @param mainClass where it starts
     * @param training for a fast start
     */
    Program program(String name, String mainClass, Training training)
            throws IOException, InterruptedException;
}
