package dev.atelier.common.security;

import org.springframework.security.oauth2.jwt.JwtException;

/** Nobody can say now whether a token holds; that is no fault of the token. */
class KeysNotObtained extends JwtException {

    KeysNotObtained(Throwable cause) {
        super("The issuer's keys were not obtained", cause);
    }
}
