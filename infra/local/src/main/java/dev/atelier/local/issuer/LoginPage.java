package dev.atelier.local.issuer;

import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The login form: it asks for a name, and believes it. */
@RestController
class LoginPage {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Atelier on this laptop</title>
            <style>
              body { font: 1rem/1.5 system-ui, sans-serif; max-width: 22rem; margin: 15vh auto; }
              input[name=username], button { font: inherit; width: 100%%; box-sizing: border-box;
                padding: .5rem; margin: .25rem 0 1rem; }
            </style>
            <h1>Who are you?</h1>
            <p>This is the laptop's own sign-in. Any name works, without a password, and always
              gives the same user.</p>
            <form method="post" action="/login">
              <label>Name <input name="username" required autofocus autocomplete="username"></label>
              <p><label><input type="checkbox" name="admin" value="true"> administrator</label></p>
              <input type="hidden" name="%s" value="%s">
              <button>Sign in</button>
            </form>
            </html>
            """;

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
    String page(CsrfToken csrf) {
        return PAGE.formatted(csrf.getParameterName(), csrf.getToken());
    }
}
