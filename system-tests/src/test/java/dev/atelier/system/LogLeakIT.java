package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.local.Arrangement;
import dev.atelier.local.Ports;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Logs go to people and places that personal data must not, so it is in none of them: neither in
 * those of the deployables, in either format, nor in what the database and the others write.
 */
class LogLeakIT {

    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{5,}\\.");
    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
    private static final String ME = "/api/v1/users/me";

    @Test
    void neitherPeopleNorReasonsNorSecretsAreInAnyLog() {
        new Visit(RunningPlatform.shared()).leavesNothingInLogs();
    }

    @Test
    void norAreTheyInLogsForMachines() {
        Arrangement production = Arrangement.USUAL.inProduction();
        try (RunningPlatform running = RunningPlatform.of(Ports.free(), production)) {
            Visit visit = new Visit(running);

            visit.leavesNothingInLogs();

            assertThat(visit.linesOfDeployables().map(LogLeakIT::read))
                    .allSatisfy(line -> assertThat(line.path("message").isString()).isTrue())
                    .filteredOn(line -> line.path("message").asString().contains("PUT " + ME))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(traceOf(line)).matches(TRACE_ID));
        }
    }

    private static JsonNode read(String line) {
        return JsonMapper.shared().readTree(line);
    }

    private static String traceOf(JsonNode line) {
        return line.at("/trace/id").asString(line.path("traceId").asString(""));
    }

    /** Two people do all that makes somebody write something about them into a log. */
    private static final class Visit {

        private final String run = UUID.randomUUID().toString().substring(0, 8);
        private final RunningPlatform running;
        private final Person lena;
        private final Person otto;

        Visit(RunningPlatform running) {
            this.running = running;
            this.lena = running.person("Leaky Lena " + run);
            this.otto = running.person("Other Otto " + run);
        }

        void leavesNothingInLogs() {
            String id = lena.register("laptop").expect(201).id();
            otto.register().expect(201);
            String workshop = otto.publish("Quiet weaving " + run, 2).expect(200).id();
            running.awaitAgreement();
            String secret = openCalendar();
            takeSeatFrom(lena.signUp(workshop, List.of()).expect(201));
            sendNonsense();
            takeMailOfLena();
            otto.send("POST", "/api/v1/workshops/" + workshop + "/cancel", because()).expect(200);
            lena.send("DELETE", ME, null, "If-Match", "*").expect(204);
            running.awaitAgreement();

            assertThat(lines(line -> line.contains(id))).as("where a user is named").isNotEmpty();
            assertThat(lines(line -> tells(line) || line.contains(secret))).isEmpty();
        }

        private String openCalendar() {
            String link = lena.send("POST", ME + "/calendar-link", null).expect(201).text("url");
            new Person("nobody", "", lena.gateway()).get(link).expect(200);
            return link.replaceFirst(".*/([^/]+)\\.ics", "$1");
        }

        private void takeSeatFrom(Answer participant) {
            String path =
                    "/api/v1/workshops/%s/participants/%s"
                            .formatted(participant.text("workshopId"), participant.id());
            otto.send("DELETE", path + "?reason=has%20the%20" + ailment(), null).expect(204);
        }

        private void sendNonsense() {
            lena.send("PUT", ME, Map.of("displayName", lena.name(), "emial", mail()));
            lena.sendRaw("PUT", ME, "application/json", "{\"email\": \"" + mail());
            new Person("forger", lena.token() + "forged", lena.gateway()).me().expect(401);
            lena.get("/api/v1/users?q=" + mail());
        }

        /** The database refuses it, and knows both rows. */
        private void takeMailOfLena() {
            Map<String, Object> profile = new HashMap<>(otto.profile());
            profile.put("email", mail());
            otto.send("PUT", ME, profile, "If-Match", otto.me().header("ETag"))
                    .expectProblem(409, "email-taken");
        }

        private Map<String, String> because() {
            return Map.of("reason", "The teacher has the " + ailment());
        }

        private String mail() {
            return lena.profile().get("email").toString();
        }

        private String ailment() {
            return "secretflu" + run;
        }

        private boolean tells(String line) {
            return line.contains(lena.name())
                    || line.contains(mail())
                    || line.contains(ailment())
                    || TOKEN.matcher(line).find();
        }

        private List<String> lines(Predicate<String> wanted) {
            return running.platform().components().stream()
                    .flatMap(component -> running.logOf(component).stream())
                    .filter(wanted)
                    .toList();
        }

        private Stream<String> linesOfDeployables() {
            return Topology.ATELIER.deployables().stream()
                    .map(Deployable::name)
                    .flatMap(deployable -> running.logOf(deployable).stream());
        }
    }
}
