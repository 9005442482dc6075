package dev.atelier.common.security;

import dev.atelier.common.problem.CommonRefusal.Forbidden;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who sent the request, by the token. A controller takes it as a parameter.
 *
 * @param user the person; empty when the token belongs to a program alone
 * @param admin whether the token carries the one role that exists
 * @param scopes what the token may be used for
 */
public record Caller(Optional<UUID> user, boolean admin, Set<String> scopes) {

    /**
     * The person's id.
     *
     * @throws dev.atelier.common.problem.RefusedException when the token belongs to a program
     */
    public UUID userId() {
        return user.orElseThrow(() -> new Forbidden("This is for people only.").exception());
    }

    public boolean is(UUID someone) {
        return user.filter(someone::equals).isPresent();
    }
}
