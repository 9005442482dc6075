package dev.atelier.testing.contract;

import java.net.http.HttpResponse;

/** What a service has answered. */
public record Answer(HttpResponse<String> response) {

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    /** The header's value; empty when there is none. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
