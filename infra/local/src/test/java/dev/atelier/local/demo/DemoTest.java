package dev.atelier.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

class DemoTest {

    @TempDir static Path directory;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
    private FakePlatform platform;

    @BeforeEach
    void starts() throws IOException {
        platform = new FakePlatform();
    }

    @AfterEach
    void stops() {
        platform.close();
    }

    @Test
    void tellsTheStoryAndLeavesWorkshopsBehind() throws Exception {
        assertThat(play()).as(complained.toString(StandardCharsets.UTF_8)).isZero();

        assertThat(story())
                .contains("✓ laptop")
                .contains("✗ java-basics")
                .contains("→ 422 requirements-not-acknowledged")
                .contains("WAITLISTED, position 2")
                .contains("Barbara, who waited longest, has the seat")
                .contains("Seats: 3 of 3 taken, 0 free, 1 waiting.")
                .contains(platform.address() + "/api/v1/workshops?limit=5")
                .doesNotContain("\u001b");
        assertThat(platform.workshops.values())
                .hasSizeGreaterThan(30)
                .allMatch(workshop -> workshop.path("status").asString().equals("PUBLISHED"));
        assertThat(platform.participants.values()).filteredOn(List::isEmpty).hasSizeLessThan(6);
    }

    @Test
    void doublesNothingButTheStageWhenPlayedAgain() throws Exception {
        play();
        int users = platform.users.size();
        int workshops = platform.workshops.size();

        assertThat(play()).as(complained.toString(StandardCharsets.UTF_8)).isZero();

        assertThat(platform.users).hasSize(users);
        assertThat(platform.workshops).hasSize(workshops + 1);
        assertThat(
                        platform.workshops.values().stream()
                                .filter(DemoTest::isStage)
                                .map(Workshops::start)
                                .distinct())
                .hasSize(2);
    }

    @Test
    void bringsRegistrationUpToDate() throws Exception {
        play();
        platform.users.values().forEach(user -> user.put("displayName", "Somebody Else"));

        assertThat(play()).as(complained.toString(StandardCharsets.UTF_8)).isZero();

        assertThat(platform.users.values())
                .noneMatch(user -> user.path("displayName").asString().equals("Somebody Else"));
    }

    @Test
    void saysWhatToStartWhenNobodyAnswers() throws Exception {
        platform.close();

        assertThat(play()).isEqualTo(1);

        assertThat(complained.toString(StandardCharsets.UTF_8))
                .contains("does not answer")
                .contains("./atelier up");
    }

    @Test
    void saysWhatToStartWhenThereIsNoKey() {
        assertThat(run(directory.resolve("none.pem"))).isEqualTo(1);

        assertThat(complained.toString(StandardCharsets.UTF_8)).contains("./atelier up");
    }

    @Test
    void showsTheProblemThatItMet() throws Exception {
        platform.brokenPath = "/users/me";

        assertThat(play()).isEqualTo(1);

        assertThat(complained.toString(StandardCharsets.UTF_8))
                .contains("GET /api/v1/users/me → 500 internal-error")
                .contains("the demo expects [200]")
                .contains("https://atelier.dev/problems/internal-error");
    }

    @Test
    void directsToTheGatewayAsPeopleFindItFromOutside() throws Exception {
        assertThat(play("http://outside")).as(complained.toString(StandardCharsets.UTF_8)).isZero();

        assertThat(story())
                .contains("http://outside/api/v1/workshops?limit=5")
                .contains("curl -s \"http://issuer/local/token?name=mary\"")
                .doesNotContain("./atelier")
                .doesNotContain(platform.address() + "/api/v1/workshops?limit=5");
    }

    @Test
    void coloursOnlyWhenAsked() {
        new Teller(new PrintStream(told), true).chapter("A chapter");
        new Teller(new PrintStream(told), false).chapter("Another");

        assertThat(story()).contains("\u001b[1mA chapter\u001b[0m").contains("\nAnother");
    }

    private static boolean isStage(JsonNode workshop) {
        return Workshops.title(workshop).equals(DataSet.load().stage().title());
    }

    private int play(String... fromOutside) throws Exception {
        Path key = directory.resolve("issuer.pem");
        if (!Files.exists(key)) {
            byte[] pkcs8 =
                    KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
            Files.writeString(
                    key,
                    "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                            .formatted(Base64.getMimeEncoder().encodeToString(pkcs8)));
        }
        return run(key, fromOutside);
    }

    private int run(Path key, String... fromOutside) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of(platform.address().toString(), key.toString(), "http://issuer"));
        arguments.addAll(List.of(fromOutside));
        return Demo.run(
                arguments.toArray(String[]::new),
                new Teller(new PrintStream(told, true, StandardCharsets.UTF_8), false),
                new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    private String story() {
        return told.toString(StandardCharsets.UTF_8);
    }
}
