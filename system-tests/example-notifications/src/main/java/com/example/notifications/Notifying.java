package com.example.notifications;

import org.springframework.stereotype.Component;

import java.util.Optional;

/**
 * Makes messages out of events. Only the newest event of a participant is told of: one that arrives
 * late says what is no longer true.
 */
@Component
class Notifying {

    private static final String ERASED = "ERASED";

    private final Store store;
    private final Addresses addresses;

    Notifying(Store store, Addresses addresses) {
        this.store = store;
        this.addresses = addresses;
    }

    /** Safe to repeat. Of types that it does not know it does nothing. */
    void on(Event event) {
        String type = event.type();
        if (type.startsWith("workshop.") || type.startsWith("organizer.")) {
            store.keepWorkshop(event);
        } else if (type.startsWith("user.")) {
            user(event);
        } else if (type.startsWith("participant.") && !store.hasHandled(event)) {
            participant(event);
        }
    }

    /** A replay may bring an old event of somebody erased: it says so in its status. */
    private void user(Event event) {
        if (event.optional("status").filter(ERASED::equals).isPresent()) {
            store.erase(event);
        } else {
            store.welcome(event);
        }
    }

    /** The address is asked for outside of a transaction, and only when there is a message. */
    private void participant(Event event) {
        String workshop = event.text("workshopId");
        String title = store.title(workshop).orElseThrow(() -> new WorkshopNotKnown(workshop));
        Wording.of(event, title)
                .flatMap(text -> message(event, text))
                .ifPresentOrElse(message -> store.write(message, event), () -> store.pass(event));
    }

    private Optional<Message> message(Event event, String text) {
        String user = event.text("userId");
        return addresses
                .of(user)
                .map(
                        address ->
                                new Message(
                                        event.source(),
                                        event.subject(),
                                        event.sequence(),
                                        user,
                                        address,
                                        text));
    }
}
