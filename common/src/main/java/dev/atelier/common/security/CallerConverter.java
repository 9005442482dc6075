package dev.atelier.common.security;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

import reactor.core.publisher.Mono;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the caller from a verified token. */
class CallerConverter implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final String adminClaim;
    private final String adminValue;

    CallerConverter(String adminClaim, String adminValue) {
        this.adminClaim = adminClaim;
        this.adminValue = adminValue;
    }

    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt token) {
        return Mono.just(new CallerAuthentication(token, caller(token)));
    }

    private Caller caller(Jwt token) {
        return new Caller(user(token), isAdmin(token), scopes(token));
    }

    private static Optional<UUID> user(Jwt token) {
        return Optional.ofNullable(token.getSubject())
                .filter(UUID_FORM.asMatchPredicate())
                .map(UUID::fromString);
    }

    private boolean isAdmin(Jwt token) {
        return token.getClaim(adminClaim) instanceof Collection<?> roles
                && roles.contains(adminValue);
    }

    /** Cognito knows scopes only as {@code resource/name}, where others write a colon. */
    private static Set<String> scopes(Jwt token) {
        String scopes = token.getClaim("scope") instanceof String text ? text : "";
        return Set.copyOf(Arrays.asList(scopes.replace('/', ':').split(" ")));
    }
}
