package dev.atelier.common.idempotency;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.security.Caller;

import org.springframework.http.server.reactive.ServerHttpRequest;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Idempotency-Key} from requests. */
public class IdempotencyKeys {

    public static final String HEADER = "Idempotency-Key";

    /** Tells the client that nothing new was created. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern VALID = Pattern.compile("[!-~]{1,255}");

    private final JsonMapper json;

    IdempotencyKeys(JsonMapper json) {
        this.json = json;
    }

    /**
     * The request's key; empty when it has none.
     *
     * @param body the request's body as it was read
     * @throws dev.atelier.common.problem.RefusedException when there is one that is not valid
     */
    public Optional<IdempotentRequest> of(ServerHttpRequest request, Caller caller, Object body) {
        List<String> keys = request.getHeaders().getOrDefault(HEADER, List.of());
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1 || !VALID.matcher(keys.getFirst()).matches()) {
            throw InvalidRequest.at(
                            "/" + HEADER, "must be one value of 1 to 255 visible ASCII characters")
                    .exception();
        }
        return Optional.of(
                new IdempotentRequest(
                        caller.userId(), keys.getFirst(), fingerprint(request, body)));
    }

    private byte[] fingerprint(ServerHttpRequest request, Object body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String line = request.getMethod() + " " + request.getPath().value() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return digest.digest(json.writeValueAsBytes(body));
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
