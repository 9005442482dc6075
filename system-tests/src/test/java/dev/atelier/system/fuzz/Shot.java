package dev.atelier.system.fuzz;

import dev.atelier.system.ApiDescription.Operation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A request.
 *
 * @param values of the path's variables, as they were before anything was done to the path
 * @param target path and query as they are sent
 * @param body null for none
 * @param twist what is wrong with it on purpose; empty for nothing
 */
record Shot(
        Operation operation,
        String method,
        Map<String, String> values,
        String target,
        List<Header> headers,
        byte[] body,
        Caller caller,
        String twist) {

    record Header(String name, String value) {}

    /** Whether it still is a request for the operation that it was made for. */
    boolean isForItsOperation() {
        return !twist.startsWith("path") && !twist.startsWith("method");
    }

    /** A command that sends it again. */
    String curl() {
        StringBuilder curl = new StringBuilder("curl -isX " + method);
        if (!caller.isNobody()) {
            String role = caller.role().isEmpty() ? "" : " --role " + caller.role();
            curl.append(
                    " -H \"Authorization: Bearer $(./atelier token '%s'%s)\""
                            .formatted(caller.name(), role));
        }
        for (Header header : headers) {
            curl.append(" -H ")
                    .append(
                            quoted(
                                    (header.name() + ": " + header.value())
                                            .getBytes(StandardCharsets.UTF_8)));
        }
        if (body != null) {
            curl.append(" --data-binary ").append(quoted(body));
        }
        return curl
                + " "
                + quoted(("http://localhost:8080" + target).getBytes(StandardCharsets.UTF_8));
    }

    /** As bash reads it, whatever bytes there are. */
    private static String quoted(byte[] bytes) {
        StringBuilder text = new StringBuilder("$'");
        for (byte one : bytes) {
            if (one == '\'' || one == '\\') {
                text.append('\\').append((char) one);
            } else if (one >= ' ' && one < 127) {
                text.append((char) one);
            } else {
                text.append("\\x%02x".formatted(one & 0xff));
            }
        }
        return text.append('\'').toString();
    }
}
