package dev.atelier.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A board that remembers each change as a name and a state. */
final class Recorder implements Board {

    private final List<String> changes = new CopyOnWriteArrayList<>();

    List<String> changes() {
        return changes;
    }

    /** The names of the components that took the state, in that order. */
    List<String> became(Class<? extends State> state) {
        return changes.stream()
                .filter(change -> change.endsWith(" " + state.getSimpleName()))
                .map(change -> change.split(" ")[0])
                .toList();
    }

    @Override
    public void open(List<Component> components) {}

    @Override
    public void changed(Component component) {
        changes.add(component.name() + " " + component.state().getClass().getSimpleName());
    }

    @Override
    public void notice(String line) {
        changes.add(line);
    }

    @Override
    public void close() {}
}
