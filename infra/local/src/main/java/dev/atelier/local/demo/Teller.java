package dev.atelier.local.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Writes the story; in colour when somebody watches it on a terminal. */
class Teller {

    private static final String BOLD = "1";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String DIM = "2";

    private final PrintStream out;
    private final boolean colour;

    Teller(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    /** On this process's standard output, in UTF-8: names and titles are not all ASCII. */
    static Teller onStandardOutput() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        String noColour = System.getenv("NO_COLOR");
        return new Teller(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                terminal && (noColour == null || noColour.isEmpty()));
    }

    void chapter(String title) {
        out.println();
        out.println(in(BOLD, title));
    }

    void tell(String sentence) {
        out.println("  " + sentence);
    }

    /** The request behind what was told. */
    void note(Answer answer) {
        out.println("    " + in(DIM, answer.toString()));
    }

    void point(boolean good, String text) {
        out.println("    " + (good ? in(GREEN, "✓ ") : in(YELLOW, "✗ ")) + text);
    }

    /** Something to copy, as it is. */
    void verbatim(String line) {
        out.println(line);
    }

    private String in(String style, String text) {
        return colour ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }
}
