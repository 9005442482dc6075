package dev.atelier.bench.signup;

import dev.atelier.bench.engine.Ids;
import dev.atelier.local.issuer.LocalTokens;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The requests of users to sign up, as they go over the wire.
 *
 * @param endings what a user's request says after its first line; its token is signed once
 */
record SignUpRequests(List<byte[]> endings) {

    private static final String BODY = "{\"acknowledgedRequirements\":[]}";

    static SignUpRequests sign(LocalTokens tokens, int users) {
        return new SignUpRequests(
                IntStream.range(0, users)
                        .parallel()
                        .mapToObj(user -> ending(token(tokens, user)))
                        .toList());
    }

    private static String token(LocalTokens tokens, int user) {
        String id = Ids.user(user).toString();
        return tokens.draft("bench", Set.of()).with("sub", id).sign();
    }

    private static byte[] ending(String token) {
        return bytes(
                """
                Host: localhost
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: %d

                %s\
                """
                        .formatted(token, BODY.length(), BODY)
                        .replace("\n", "\r\n"));
    }

    int users() {
        return endings.size();
    }

    byte[] of(int user, UUID workshop) {
        byte[] first =
                bytes("POST /api/v1/workshops/%s/participants HTTP/1.1\r\n".formatted(workshop));
        byte[] ending = endings.get(user);
        byte[] request = Arrays.copyOf(first, first.length + ending.length);
        System.arraycopy(ending, 0, request, first.length, ending.length);
        return request;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
