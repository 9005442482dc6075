package dev.atelier.common.security;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

import java.util.List;
import java.util.Set;

/**
 * The token was issued for us: by its audience, or, as Cognito's access tokens have none, by the
 * client that it was issued to.
 */
class AudienceValidator implements OAuth2TokenValidator<Jwt> {

    private static final OAuth2Error NOT_FOR_US =
            new OAuth2Error("invalid_token", "The token is for another audience", null);

    private final String audience;
    private final Set<String> clientIds;

    AudienceValidator(String audience, Set<String> clientIds) {
        this.audience = audience;
        this.clientIds = clientIds;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        List<String> audiences = token.getAudience();
        boolean forUs = audiences == null ? ofOurClient(token) : audiences.contains(audience);
        return forUs
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(NOT_FOR_US);
    }

    private boolean ofOurClient(Jwt token) {
        String clientId = token.getClaimAsString("client_id");
        return clientId != null
                && clientIds.contains(clientId)
                && "access".equals(token.getClaimAsString("token_use"));
    }
}
