package dev.atelier.local;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The components in the order in which they depend on each other.
 *
 * @param tiers each needs none but those before it
 */
record Lineup(List<List<Component>> tiers) {

    List<Component> components() {
        return tiers.stream().flatMap(List::stream).toList();
    }

    /**
     * The component of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    Component component(String name) {
        return components().stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no component " + name));
    }

    /** Starts all, each as soon as what it needs is ready, and returns when none is on its way. */
    void start() {
        List<Component> started = components().stream().filter(Component::begin).toList();
        together(started, component -> component.start(needs(component)));
    }

    /** Stops all: those first that others do not need. */
    void stop() {
        tiers.reversed().forEach(tier -> together(tier, Component::stop));
    }

    /** Ends what an earlier supervisor has left running, in the same order, and returns it. */
    List<Component> sweep() {
        Set<Component> swept = ConcurrentHashMap.newKeySet();
        tiers.reversed()
                .forEach(
                        tier ->
                                together(
                                        tier,
                                        component -> {
                                            if (component.sweep()) {
                                                swept.add(component);
                                            }
                                        }));
        return components().reversed().stream().filter(swept::contains).toList();
    }

    private List<Component> needs(Component component) {
        return component.blueprint().after().stream().map(this::component).toList();
    }

    private static void together(List<Component> components, Consumer<Component> action) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            components.forEach(component -> threads.execute(() -> action.accept(component)));
        }
    }
}
