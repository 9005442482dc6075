package dev.atelier.bench.engine;

import org.reactivestreams.Publisher;

import java.util.UUID;

/** What gives seats, asked from within. */
interface Engine {

    /** Gives a user a seat; anything but a seat is an error. */
    Publisher<?> signUp(UUID workshop, UUID user);
}
