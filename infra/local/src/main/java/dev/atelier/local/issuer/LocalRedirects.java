package dev.atelier.local.issuer;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

import java.net.URI;
import java.util.Set;
import java.util.function.Consumer;

/** Lets a code go to any page of this machine, on whatever port it is being developed. */
class LocalRedirects implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (!isLocal(request.getRedirectUri())) {
            OAuth2Error error =
                    new OAuth2Error(
                            OAuth2ErrorCodes.INVALID_REQUEST,
                            "redirect_uri must be http://localhost:<any port>/<any path>",
                            null);
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(error, null);
        }
    }

    private static boolean isLocal(@Nullable String redirectUri) {
        if (redirectUri == null) {
            return false;
        }
        try {
            URI uri = URI.create(redirectUri);
            return "http".equals(uri.getScheme())
                    && THIS_MACHINE.contains(String.valueOf(uri.getHost()))
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }
}
