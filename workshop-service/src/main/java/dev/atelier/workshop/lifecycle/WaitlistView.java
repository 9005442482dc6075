package dev.atelier.workshop.lifecycle;

import dev.atelier.workshop.model.Waitlist;

import java.time.Duration;

/** A waitlist's rules as answers and events show them. */
record WaitlistView(Waitlist.Mode mode, Duration offerTtl) {

    static WaitlistView of(Waitlist waitlist) {
        return new WaitlistView(waitlist.mode(), waitlist.offerTtl());
    }
}
