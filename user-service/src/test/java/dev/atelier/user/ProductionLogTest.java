package dev.atelier.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.RealParts;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** What is collected from a task's output, by machines. Its context puts the usual format back. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "spring.profiles.active=production",
            "atelier.testing.purpose=production-log"
        })
@ContextConfiguration(initializers = RealParts.class)
@DirtiesContext
class ProductionLogTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Before its first line the service has not begun, and the test's own parts write. */
    private static final String OBJECT = "{";

    @LocalServerPort int port;

    /** The context of a test before this one may have set the format, which is then left alone. */
    @BeforeAll
    static void forgetFormat() {
        LoggingSystem.get(ProductionLogTest.class.getClassLoader()).cleanUp();
    }

    @Test
    void isOneJsonObjectALine(CapturedOutput output) {
        Person.newcomer(port).register();

        List<JsonNode> lines =
                output.getOut()
                        .lines()
                        .dropWhile(line -> !line.startsWith(OBJECT))
                        .map(JSON::readTree)
                        .toList();

        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(
                        line -> {
                            assertThat(line.hasNonNull("@timestamp")).isTrue();
                            assertThat(line.at("/log/level").asString()).isNotEmpty();
                            assertThat(line.path("message").isString()).isTrue();
                            assertThat(line.at("/service/name").asString())
                                    .isEqualTo("user-service");
                            assertThat(line.at("/service/environment").asString()).isNotEmpty();
                        });
    }
}
