package dev.atelier.local.issuer;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.util.Set;

/** The short way to a token: {@code ./atelier token} over HTTP. */
@RestController
class TokenController {

    private static final String USAGE =
            "Say who: /local/token?name=ada, with role=admin for an administrator and ttl=3600 for"
                    + " another lifetime in seconds.\n";

    private final LocalTokens tokens;

    TokenController(LocalTokens tokens) {
        this.tokens = tokens;
    }

    @RequestMapping(
            path = "/local/token",
            method = {RequestMethod.GET, RequestMethod.POST},
            produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> token(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(name = "role", defaultValue = "") Set<String> roles,
            @RequestParam(defaultValue = "") String ttl) {
        if (name.isBlank() || !Set.of(LocalTokens.ADMIN).containsAll(roles) || !isSeconds(ttl)) {
            return ResponseEntity.badRequest().body(USAGE);
        }
        return ResponseEntity.ok(tokens.draft(name, roles).lasting(lifetime(ttl)).sign());
    }

    private static boolean isSeconds(String ttl) {
        return ttl.isEmpty() || ttl.matches("[1-9][0-9]{0,8}");
    }

    private static Duration lifetime(String ttl) {
        return ttl.isEmpty() ? LocalTokens.LIFETIME : Duration.ofSeconds(Long.parseLong(ttl));
    }
}
