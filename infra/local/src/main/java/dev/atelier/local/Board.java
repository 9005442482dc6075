package dev.atelier.local;

import java.util.List;

/** Where a person sees how the components are. */
interface Board {

    /** Shows the components from now on. */
    void open(List<Component> components);

    /** A component has a new state. Called under the component's monitor: it must not wait. */
    void changed(Component component);

    /** Something that a person should know, in one line. */
    void notice(String line);

    /** That something takes a while, for a board on which nothing moves meanwhile. */
    default void takesAWhile(String line) {}

    /** Stops redrawing; changes are told line by line. */
    void close();
}
