package dev.atelier.local.issuer;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Gives the tokens of the protocol's flows the claims that {@link LocalTokens} gives its own. */
class LocalClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    @Override
    public void customize(JwtEncodingContext context) {
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            accessToken(context);
        } else {
            idToken(context);
        }
    }

    private static void accessToken(JwtEncodingContext context) {
        JwtClaimsSet.Builder claims = context.getClaims();
        claims.claim("client_id", context.getRegisteredClient().getClientId());
        claims.claim("aud", List.of(LocalTokens.AUDIENCE));
        // The library makes it a list; RFC 9068 and Cognito have one string.
        claims.claim("scope", String.join(" ", new TreeSet<>(context.getAuthorizedScopes())));
        if (!AuthorizationGrantType.CLIENT_CREDENTIALS.equals(
                context.getAuthorizationGrantType())) {
            Authentication user = user(context);
            LocalTokens.claims(user.getName(), roles(user)).forEach(claims::claim);
        }
    }

    private static void idToken(JwtEncodingContext context) {
        String name = user(context).getName();
        context.getClaims()
                .subject(LocalUserIds.of(name).toString())
                .claim("name", LocalUserIds.trimmed(name));
    }

    private static Authentication user(JwtEncodingContext context) {
        return Objects.requireNonNull(context.<Authentication>getPrincipal(), "no user");
    }

    /** The library adds authorities of its own, such as the factor by which the user signed in. */
    private static Set<String> roles(Authentication user) {
        boolean admin =
                user.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(LocalTokens.ADMIN::equals);
        return admin ? Set.of(LocalTokens.ADMIN) : Set.of();
    }
}
