package dev.atelier.local;

/** The platform could not start; the message says why and what to do. */
public final class StartFailed extends RuntimeException {

    StartFailed(String message) {
        super(message);
    }
}
