package dev.atelier.gateway.docs;

import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A file that anybody may have and keep for a while. It is read once, as reading would block.
 *
 * @param tag changes whenever the content does
 */
record OpenDocument(byte[] content, MediaType type, String tag) {

    private static final CacheControl A_WHILE =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    static OpenDocument of(byte[] content, MediaType type) {
        return new OpenDocument(content, type, "\"" + digest(content) + "\"");
    }

    static OpenDocument of(Resource file, MediaType type) throws IOException {
        return of(file.getContentAsByteArray(), type);
    }

    /** An answer with it, or without for who has it already. */
    ResponseEntity<byte[]> answer() {
        return answer(ResponseEntity.ok());
    }

    /** The same with headers of one's own. */
    ResponseEntity<byte[]> answer(BodyBuilder answer) {
        return answer.contentType(type).cacheControl(A_WHILE).eTag(tag).body(content);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
