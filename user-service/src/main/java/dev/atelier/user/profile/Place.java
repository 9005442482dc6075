package dev.atelier.user.profile;

import java.time.Instant;
import java.util.UUID;

/** Where a user stands in the order of registration. */
public record Place(Instant createdAt, UserId id) {

    /** After everybody. */
    public static final Place END =
            new Place(Instant.parse("9999-12-31T23:59:59Z"), new UserId(new UUID(-1, -1)));

    public static Place of(User user) {
        return new Place(user.createdAt(), user.id());
    }
}
