package dev.atelier.local.issuer;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import java.util.ArrayList;
import java.util.List;

/** Believes whoever signs in, under any name and with any password or none. */
class LocalSignIn implements AuthenticationProvider {

    /**
     * What the login form says beside the name.
     *
     * @param admin whether the user wants to be an administrator
     */
    record Form(boolean admin) {

        Form(HttpServletRequest request) {
            this(request.getParameter(LocalTokens.ADMIN) != null);
        }
    }

    @Override
    public Authentication authenticate(Authentication request) {
        if (request.getName().isBlank()) {
            throw new BadCredentialsException("a local user needs a name");
        }
        boolean admin = request.getDetails() instanceof Form form && form.admin();
        // The ID token's time of the sign-in is the factor's.
        List<GrantedAuthority> authorities = new ArrayList<>();
        authorities.add(
                FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY));
        if (admin) {
            authorities.add(new SimpleGrantedAuthority(LocalTokens.ADMIN));
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                request.getName(), null, authorities);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
