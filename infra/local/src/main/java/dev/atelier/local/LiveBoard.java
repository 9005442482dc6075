package dev.atelier.local;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A board on a terminal: one place for each component, redrawn as they change. */
final class LiveBoard implements Board {

    private static final long REDRAW_MILLIS = 100;
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream out;
    private final int width;
    private final Lines lines;
    private final List<String> notices = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();

    private List<Component> components = List.of();
    private boolean open;
    private int drawn;

    LiveBoard(PrintStream out, int width, Lines lines) {
        this.out = out;
        this.width = width;
        this.lines = lines;
    }

    @Override
    public void open(List<Component> shown) {
        locked(
                () -> {
                    components = shown;
                    open = true;
                });
        Thread.ofVirtual().start(this::redraw);
    }

    @Override
    public void changed(Component component) {
        locked(
                () -> {
                    if (open) {
                        change.signal();
                    } else {
                        lines.changed(component);
                    }
                });
    }

    @Override
    public void notice(String line) {
        locked(
                () -> {
                    if (open) {
                        notices.add(line);
                        change.signal();
                    } else {
                        lines.notice(line);
                    }
                });
    }

    @Override
    public void close() {
        locked(
                () -> {
                    if (open) {
                        draw();
                        open = false;
                        change.signal();
                    }
                });
    }

    private void redraw() {
        locked(
                () -> {
                    while (open) {
                        draw();
                        pause();
                    }
                });
    }

    private void pause() {
        try {
            change.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            open = false;
        }
    }

    private void draw() {
        List<String> shown = new ArrayList<>();
        components.forEach(component -> Lines.describe(component).lines().forEach(shown::add));
        notices.forEach(notice -> shown.add("  " + notice));
        StringBuilder picture = new StringBuilder();
        if (drawn > 0) {
            picture.append(UP.formatted(drawn));
        }
        picture.append(CLEAR_BELOW);
        shown.forEach(line -> picture.append(cut(line)).append('\n'));
        out.print(picture);
        out.flush();
        drawn = shown.size();
    }

    /** A line that wraps would move all that is drawn after it. */
    private String cut(String line) {
        return line.length() < width ? line : line.substring(0, width - 2) + "…";
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
