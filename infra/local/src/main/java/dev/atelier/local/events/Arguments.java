package dev.atelier.local.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was typed after a command: words, options with a value, and flags.
 *
 * @param words in their order
 */
record Arguments(List<String> words, Map<String, String> options, Set<String> flags) {

    private static final Set<String> WITH_VALUE = Set.of("--to", "--id", "--position");
    private static final Set<String> FLAGS = Set.of("--yes", "--body");

    static Arguments parse(String... typed) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(typed));
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        Set<String> flags = new HashSet<>();
        while (!left.isEmpty()) {
            String next = left.remove();
            if (!next.startsWith("-")) {
                words.add(next);
            } else if (FLAGS.contains(next)) {
                flags.add(next);
            } else if (WITH_VALUE.contains(next) && !left.isEmpty()) {
                options.put(next, left.remove());
            } else if (WITH_VALUE.contains(next)) {
                throw CommandFailed.misspelt("%s needs a value.", next);
            } else {
                throw CommandFailed.misspelt("There is no option %s.", next);
            }
        }
        return new Arguments(words, options, flags);
    }

    /** The same, when nothing else was typed than these options and so many words. */
    Arguments expect(int least, int most, String usage, String... known) {
        Set<String> all = new HashSet<>(options.keySet());
        all.addAll(flags);
        all.removeAll(Set.of(known));
        if (words.size() < least || words.size() > most || !all.isEmpty()) {
            throw CommandFailed.misspelt("usage: ./atelier events %s", usage);
        }
        return this;
    }

    String word(int index) {
        return words.get(index);
    }

    Optional<String> wordIfAny(int index) {
        return words.size() > index ? Optional.of(words.get(index)) : Optional.empty();
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }
}
