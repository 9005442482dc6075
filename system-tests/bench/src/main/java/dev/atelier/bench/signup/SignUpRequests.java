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
 * The requests of users, as they go over the wire.
 *
 * @param endings what a user's request to sign up says after its first line; its token is signed
 *     once
 * @param looks the same of the request to see how many seats are left
 */
record SignUpRequests(List<byte[]> endings, List<byte[]> looks) {

    private static final String BODY = "{\"acknowledgedRequirements\":[]}";

    static SignUpRequests sign(LocalTokens tokens, int users) {
        List<String> signed =
                IntStream.range(0, users).parallel().mapToObj(user -> token(tokens, user)).toList();
        return new SignUpRequests(
                signed.stream().map(SignUpRequests::ending).toList(),
                signed.stream().map(SignUpRequests::look).toList());
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

    private static byte[] look(String token) {
        return bytes(
                """
                Host: localhost
                Authorization: Bearer %s

                """
                        .formatted(token)
                        .replace("\n", "\r\n"));
    }

    int users() {
        return endings.size();
    }

    byte[] of(Workload workload, int user, UUID workshop) {
        return workload == Workload.LOOK
                ? request("GET", workshop + "/seats", looks.get(user))
                : request("POST", workshop + "/participants", endings.get(user));
    }

    private static byte[] request(String method, String path, byte[] ending) {
        byte[] first = bytes("%s /api/v1/workshops/%s HTTP/1.1\r\n".formatted(method, path));
        byte[] request = Arrays.copyOf(first, first.length + ending.length);
        System.arraycopy(ending, 0, request, first.length, ending.length);
        return request;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
