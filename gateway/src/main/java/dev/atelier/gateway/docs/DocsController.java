package dev.atelier.gateway.docs;

import dev.atelier.common.problem.CommonRefusal.NotFound;
import dev.atelier.common.security.SecurityProperties;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows the description in a browser. The page may load nothing but what is here, and talk to
 * nobody but the API and the issuer.
 */
@RestController
class DocsController {

    private static final String PAGE = "index.html";
    private static final String SWAGGER_UI = "classpath*:META-INF/resources/webjars/swagger-ui/*/";

    /** Ours, and what we take of Swagger UI. */
    private static final Map<String, MediaType> OURS =
            Map.of(PAGE, MediaType.TEXT_HTML, "start.js", script());

    private static final Map<String, MediaType> OF_SWAGGER_UI =
            Map.of(
                    "swagger-ui.css", MediaType.valueOf("text/css"),
                    "swagger-ui-bundle.js", script(),
                    "oauth2-redirect.html", MediaType.TEXT_HTML,
                    "oauth2-redirect.js", script(),
                    "favicon-32x32.png", MediaType.IMAGE_PNG);

    private final Map<String, OpenDocument> files = new HashMap<>();
    private final String policy;

    DocsController(SecurityProperties security, DocsProperties properties) throws IOException {
        for (var ours : OURS.entrySet()) {
            files.put(ours.getKey(), file("classpath:docs/" + ours.getKey(), ours.getValue()));
        }
        for (var theirs : OF_SWAGGER_UI.entrySet()) {
            files.put(theirs.getKey(), file(SWAGGER_UI + theirs.getKey(), theirs.getValue()));
        }
        this.policy = policy(security.issuer(), properties.signInOrigins());
    }

    @GetMapping("/docs")
    ResponseEntity<byte[]> page() {
        return file(PAGE);
    }

    @GetMapping("/docs/{name}")
    ResponseEntity<byte[]> file(@PathVariable String name) {
        OpenDocument file = files.get(name);
        if (file == null) {
            throw new NotFound("No resource has this path.").exception();
        }
        return file.answer(ResponseEntity.ok().header("Content-Security-Policy", policy));
    }

    private static OpenDocument file(String pattern, MediaType type) throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources(pattern);
        if (found.length != 1) {
            throw new FileNotFoundException(pattern);
        }
        return OpenDocument.of(found[0], type);
    }

    /** Swagger UI sets styles on elements, and has its images in its style sheet. */
    private static String policy(URI issuer, List<String> signInOrigins) {
        String origins =
                Stream.concat(
                                Stream.of(issuer.getScheme() + "://" + issuer.getRawAuthority()),
                                signInOrigins.stream())
                        .distinct()
                        .collect(Collectors.joining(" "));
        return "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                + " img-src 'self' data:; connect-src 'self' "
                + origins
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static MediaType script() {
        return MediaType.valueOf("text/javascript");
    }
}
