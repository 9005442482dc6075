package dev.atelier.local;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/**
 * What {@code ./atelier} asks of the supervisor.
 *
 * @param portBase the gateway's port, from which the others count
 * @param fresh whether to forget all data first
 * @param detach whether to leave the terminal when all is ready
 * @param terminalWidth empty when the output is no terminal
 * @param observe whether to start what observes it too
 * @param sweepOnly whether to do no more than end what a killed supervisor has left
 */
record Options(
        int portBase,
        boolean fresh,
        boolean detach,
        OptionalInt terminalWidth,
        boolean observe,
        boolean sweepOnly) {

    static Options parse(String... arguments) {
        int portBase = Ports.DEFAULT_BASE;
        boolean fresh = false;
        boolean detach = false;
        OptionalInt terminalWidth = OptionalInt.empty();
        boolean observe = false;
        boolean sweepOnly = false;
        Iterator<String> rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--port-base" -> portBase = Integer.parseInt(rest.next());
                case "--fresh" -> fresh = true;
                case "--detach" -> detach = true;
                case "--terminal" -> terminalWidth = OptionalInt.of(Integer.parseInt(rest.next()));
                case "--observe" -> observe = true;
                case "--sweep" -> sweepOnly = true;
                default -> throw new IllegalArgumentException("unknown option " + argument);
            }
        }
        return new Options(portBase, fresh, detach, terminalWidth, observe, sweepOnly);
    }
}
