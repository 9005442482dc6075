package dev.atelier.local;

import dev.atelier.topology.Deployable;

/**
 * One running copy of a deployable.
 *
 * @param deployable what it is a copy of
 * @param number from 1; the first goes by the deployable's name
 */
record Instance(Deployable deployable, int number) {

    String name() {
        return number == 1 ? deployable.name() : deployable.name() + "-" + number;
    }
}
