package dev.atelier.local.events;

/** A command cannot be carried out; the message is for the person who gave it. */
public class CommandFailed extends RuntimeException {

    private final boolean misspelt;

    private CommandFailed(String message, boolean misspelt) {
        super(message);
        this.misspelt = misspelt;
    }

    /** It cannot be done now. */
    static CommandFailed because(String message, Object... arguments) {
        return new CommandFailed(message.formatted(arguments), false);
    }

    /** It cannot be understood. */
    static CommandFailed misspelt(String message, Object... arguments) {
        return new CommandFailed(message.formatted(arguments), true);
    }

    boolean isMisspelt() {
        return misspelt;
    }
}
