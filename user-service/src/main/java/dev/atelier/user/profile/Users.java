package dev.atelier.user.profile;

import dev.atelier.common.problem.CommonRefusal.PreconditionFailed;

import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.Readable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** All users. */
@Repository
public class Users {

    /** Advisory locks are shared by the whole database, so the keys name what they are for. */
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('users.user ' || $1::text, 0))::text";

    private static final String LOCK_EMAILS =
            """
            SELECT pg_advisory_xact_lock(key)::text
              FROM (SELECT DISTINCT hashtextextended(
                               'users.email ' || casefold(email COLLATE pg_unicode_fast), 0) AS key
                      FROM unnest($1::text[]) AS email
                     ORDER BY key) AS sorted
            """;

    private static final String FIND =
            """
            SELECT id, display_name, email, time_zone, locale, capabilities, status, version,
                   created_at, updated_at
              FROM users
             WHERE id = $1
            """;

    /**
     * Walks the index in the order of the list and stops when the page is full. Only a search that
     * few match reads on, at worst all users once: right for the odd search of an admin's, and it
     * finds the middle of a word, which no index of Postgres' own does.
     */
    private static final String LIST =
            """
            SELECT id, display_name, email, time_zone, locale, capabilities, status, version,
                   created_at, updated_at
              FROM users
             WHERE (created_at, id) < ($1, $2)
               AND status <> 'ERASED'
               AND ($3 = '' OR strpos(search, casefold($3 COLLATE pg_unicode_fast)) > 0)
             ORDER BY created_at DESC, id DESC
             LIMIT $4
            """;

    private static final String ADD =
            """
            INSERT INTO users (id, display_name, email, time_zone, locale, capabilities, status,
                               version, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;

    private static final String REPLACE =
            """
            UPDATE users
               SET display_name = $2, email = $3, time_zone = $4, locale = $5, capabilities = $6,
                   status = $7, version = $8, created_at = $9, updated_at = $10
             WHERE id = $1 AND version = $8 - 1
            """;

    private static final String UNIQUE_EMAIL = "users_email";

    private final DatabaseClient database;

    Users(DatabaseClient database) {
        this.database = database;
    }

    /** Makes others who want to change this user wait until the transaction ends. */
    public Mono<Void> lock(UserId id) {
        return database.sql(LOCK).bind("$1", id.value()).then();
    }

    /**
     * Makes others who want any of these addresses wait until the transaction ends; to be called
     * after {@link #lock}. Two users who take each other's address would otherwise deadlock on the
     * unique index.
     */
    Mono<Void> lockEmails(List<String> emails) {
        return database.sql(LOCK_EMAILS).bind("$1", emails.toArray(String[]::new)).then();
    }

    public Mono<User> find(UserId id) {
        return database.sql(FIND).bind("$1", id.value()).map(Users::user).one();
    }

    /**
     * The users who registered before a place, the newest first.
     *
     * @param search a part of their name or address in any case; empty for all of them
     */
    public Flux<User> list(String search, Place before, int limit) {
        return database.sql(LIST)
                .bind("$1", before.createdAt())
                .bind("$2", before.id().value())
                .bind("$3", search)
                .bind("$4", limit)
                .map(Users::user)
                .all();
    }

    /**
     * @return fails with {@code 409 email-taken} when someone else has the address
     */
    Mono<Void> add(User user) {
        return bind(ADD, user).then().onErrorMap(DuplicateKeyException.class, Users::meaning);
    }

    /**
     * Puts the user's next version in place of the one before.
     *
     * @return fails with {@code 409 email-taken} when someone else has the address, and with {@code
     *     412 precondition-failed} when the version before is not there any more
     */
    public Mono<Void> replace(User user) {
        return bind(REPLACE, user)
                .fetch()
                .rowsUpdated()
                .onErrorMap(DuplicateKeyException.class, Users::meaning)
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new PreconditionFailed().exception()))
                .then();
    }

    private GenericExecuteSpec bind(String sql, User user) {
        Profile profile = user.profile();
        return database.sql(sql)
                .bind("$1", user.id().value())
                .bind("$2", profile.displayName())
                .bind("$3", profile.email())
                .bind("$4", profile.timeZone())
                .bind("$5", profile.locale())
                .bind("$6", profile.capabilities().toArray(String[]::new))
                .bind("$7", user.status().name())
                .bind("$8", user.version())
                .bind("$9", user.createdAt())
                .bind("$10", user.updatedAt());
    }

    private static Throwable meaning(DuplicateKeyException exception) {
        return exception.getMostSpecificCause() instanceof PostgresqlException cause
                        && cause.getErrorDetails()
                                .getConstraintName()
                                .filter(UNIQUE_EMAIL::equals)
                                .isPresent()
                ? new UserRefusal.EmailTaken().exception()
                : exception;
    }

    private static User user(Readable row) {
        return new User(
                new UserId(value(row, "id", UUID.class)),
                new Profile(
                        value(row, "display_name", String.class),
                        value(row, "email", String.class),
                        value(row, "time_zone", String.class),
                        value(row, "locale", String.class),
                        List.of(value(row, "capabilities", String[].class))),
                UserStatus.valueOf(value(row, "status", String.class)),
                value(row, "version", Long.class),
                value(row, "created_at", Instant.class),
                value(row, "updated_at", Instant.class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
