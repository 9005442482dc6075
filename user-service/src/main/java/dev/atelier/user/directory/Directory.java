package dev.atelier.user.directory;

import dev.atelier.common.paging.Cursor;
import dev.atelier.common.paging.InvalidCursor;
import dev.atelier.common.paging.Page;
import dev.atelier.common.paging.PageRequest;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.user.profile.Place;
import dev.atelier.user.profile.User;
import dev.atelier.user.profile.UserId;
import dev.atelier.user.profile.Users;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Registered users page by page, those who registered last first: this order never changes under a
 * walk, and its cursors hold nothing personal.
 */
@Component
class Directory {

    /** As this list writes them; Postgres knows no year beyond its own last or before its first. */
    private static final Pattern INSTANT =
            Pattern.compile("[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}Z");

    private final Users users;

    Directory(Users users) {
        this.users = users;
    }

    Mono<Page<User>> page(Search search, PageRequest request) {
        String list = "users " + search.text();
        Place before = request.after(list, 2).map(Directory::place).orElse(Place.END);
        return users.list(search.text(), before, request.fetch())
                .collectList()
                .map(found -> Page.of(found, request, user -> cursor(list, Place.of(user))));
    }

    private static Cursor cursor(String list, Place place) {
        return new Cursor(list, List.of(place.createdAt().toString(), place.id().toString()));
    }

    private static Place place(List<String> key) {
        try {
            if (INSTANT.matcher(key.getFirst()).matches()) {
                return new Place(
                        Instant.parse(key.getFirst()), new UserId(UUID.fromString(key.getLast())));
            }
        } catch (DateTimeException | IllegalArgumentException _) {
            // Refused like all else that this list has not written.
        }
        throw new RefusedException(new InvalidCursor());
    }
}
