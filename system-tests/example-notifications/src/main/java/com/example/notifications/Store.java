package com.example.notifications;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Optional;

/**
 * What was handled and what came of it, written together: a message that comes again finds both or
 * neither. A program that runs more than once needs a database that they share, and the same
 * tables.
 */
@Repository
@Transactional
class Store {

    /** Changes no row when the event is not newer. */
    private static final String HANDLE =
            """
            INSERT INTO handled (source, subject, sequence) VALUES (?, ?, ?)
            ON CONFLICT (source, subject) DO UPDATE SET sequence = excluded.sequence
             WHERE excluded.sequence > handled.sequence
            """;

    private static final String HANDLED =
            "SELECT count(*) FROM handled WHERE source = ? AND subject = ? AND sequence >= ?";

    private static final String KEEP_WORKSHOP =
            """
            INSERT INTO workshop (id, title) VALUES (?, ?)
            ON CONFLICT (id) DO UPDATE SET title = excluded.title
            """;

    private static final String TITLE = "SELECT title FROM workshop WHERE id = ?";

    private static final String ERASE =
            "INSERT INTO erased (user_id) VALUES (?) ON CONFLICT (user_id) DO NOTHING";

    private static final String ERASE_MESSAGES = "DELETE FROM message WHERE user_id = ?";

    private static final String WELCOME = "DELETE FROM erased WHERE user_id = ?";

    /** Their address may have been asked for before they left, and come here after. */
    private static final String WRITE =
            """
            INSERT INTO message (source, subject, sequence, user_id, recipient, text)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6
             WHERE NOT EXISTS (SELECT 1 FROM erased WHERE user_id = ?4)
            """;

    private static final String MESSAGES =
            """
            SELECT source, subject, sequence, user_id, recipient, text FROM message ORDER BY rowid
            """;

    private final JdbcClient database;

    Store(JdbcClient database) {
        this.database = database;
    }

    /** Whether the event, or a newer one of its subject, was handled. */
    boolean hasHandled(Event event) {
        return database.sql(HANDLED)
                        .params(event.source(), event.subject(), event.sequence())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Keeps what a workshop is called, unless something newer is known. */
    void keepWorkshop(Event event) {
        if (handle(event)) {
            database.sql(KEEP_WORKSHOP).params(event.subject(), event.text("title")).update();
        }
    }

    Optional<String> title(String workshop) {
        return database.sql(TITLE).param(workshop).query(String.class).optional();
    }

    /** Forgets the user, unless they have come anew since. */
    void erase(Event event) {
        if (handle(event)) {
            database.sql(ERASE).param(event.subject()).update();
            database.sql(ERASE_MESSAGES).param(event.subject()).update();
        }
    }

    /** Lets the user be written to, unless something newer is known. */
    void welcome(Event event) {
        if (handle(event)) {
            database.sql(WELCOME).param(event.subject()).update();
        }
    }

    /** Handles an event of which nobody is told. */
    void pass(Event event) {
        handle(event);
    }

    /** Writes the message, unless it was written or the user was erased meanwhile. */
    void write(Message message, Event event) {
        if (handle(event)) {
            database.sql(WRITE)
                    .param(1, message.source())
                    .param(2, message.subject())
                    .param(3, message.sequence())
                    .param(4, message.userId())
                    .param(5, message.recipient())
                    .param(6, message.text())
                    .update();
        }
    }

    List<Message> messages() {
        return database.sql(MESSAGES).query(Message.class).list();
    }

    private boolean handle(Event event) {
        return database.sql(HANDLE)
                        .params(event.source(), event.subject(), event.sequence())
                        .update()
                == 1;
    }
}
