package dev.atelier.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** The question that tells whether a component is ready. */
final class Http {

    private static final int LIMIT_MILLIS = 2_000;

    private Http() {}

    /** Whether a GET is answered with 200. */
    static boolean answers(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }
}
