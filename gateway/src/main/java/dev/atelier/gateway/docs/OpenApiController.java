package dev.atelier.gateway.docs;

import dev.atelier.common.security.SecurityProperties;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;

/**
 * The description of the whole API. It is committed but for where one signs in, which is another
 * place on each platform.
 */
@RestController
class OpenApiController {

    private final OpenDocument description;

    OpenApiController(
            @Value("classpath:openapi.json") Resource committed,
            SecurityProperties security,
            DocsProperties properties,
            JsonMapper json)
            throws IOException {
        JsonNode document = json.readTree(committed.getContentAsByteArray());
        ObjectNode signIn = (ObjectNode) document.at("/components/securitySchemes/signIn");
        signIn.put("openIdConnectUrl", discovery(security.issuer()));
        signIn.put("x-client-id", properties.clientId());
        this.description =
                OpenDocument.of(json.writeValueAsBytes(document), MediaType.APPLICATION_JSON);
    }

    @GetMapping(path = "/api/v1/openapi", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> read() {
        return description.answer();
    }

    private static String discovery(URI issuer) {
        return issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration";
    }
}
