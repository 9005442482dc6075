package com.example.notifications;

/**
 * The news of a workshop comes from another service, and may arrive after that of its participants.
 * The message is not acknowledged, and comes again.
 */
final class WorkshopNotKnown extends RuntimeException {

    WorkshopNotKnown(String workshop) {
        super("nothing was heard yet of workshop " + workshop);
    }
}
