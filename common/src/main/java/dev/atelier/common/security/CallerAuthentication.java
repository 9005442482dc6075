package dev.atelier.common.security;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

import java.util.List;

/** A caller whose token has been verified. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Jwt token;
    private final transient Caller caller;

    CallerAuthentication(Jwt token, Caller caller) {
        super(List.of());
        this.token = token;
        this.caller = caller;
        setAuthenticated(true);
    }

    @Override
    public Jwt getCredentials() {
        return token;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }
}
