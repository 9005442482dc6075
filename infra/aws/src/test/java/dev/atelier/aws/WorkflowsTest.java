package dev.atelier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.ProjectFiles;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a workflow may do, and whose code it runs. */
class WorkflowsTest {

    private static final Path FOLDER = ProjectFiles.root().resolve(".github/workflows");
    private static final Pattern PINNED =
            Pattern.compile(
                    "[\\w.-]+/[\\w./-]+@[0-9a-f]{40}|\\./\\.github/workflows/[\\w-]+\\.yml");
    private static final Set<String> PERMISSIONS = Set.of("contents: read", "id-token: write");

    /** Expressions whose value somebody outside may choose; in a script they would be run. */
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{");

    static Stream<String> workflows() {
        return ProjectFiles.below(FOLDER, ".yml").stream()
                .map(file -> file.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void keepToTheRules(String workflow) {
        assertThat(findings(text(workflow))).isEmpty();
    }

    /** The rules are seen to fail. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    deploy.yml       | @08c6903cd8c0fde910a37f88322edcfb5dd907a8 | @v5
                    deploy.yml       | contents: read                            | contents: write
                    deploy.yml       | "$ENVIRONMENT"                            | "${{ inputs.environment }}"
                    deploy.yml       | timeout-minutes: 90                       | continue-on-error: true
                    deploy.yml       | environment: ${{ inputs.environment }}    | name: deploy
                    deploy.yml       | role-to-assume: ${{ vars.AWS_ROLE }}      | aws-access-key-id: ${{ secrets.KEY }}
                    drift.yml        | environment: ${{ matrix.environment }}-watch | name: look
                    pull-request.yml | persist-credentials: false                | persist-credentials: true
                    pull-request.yml | pull_request:                             | pull_request_target:
                    """)
    void noticeA(String workflow, String instead, String bad) {
        String text = text(workflow);
        assertThat(text).contains(instead);

        assertThat(findings(text.replace(instead, bad))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"staging,dev", "live,staging"})
    void releasesGoFromOneEnvironmentToTheNext(String environment, String before) {
        Map<String, Object> jobs = section(yaml(text("deliver.yml")), "jobs");
        Map<String, Object> job = section(jobs, environment);

        assertThat(list(job.get("needs"))).containsExactly("images", before);
        assertThat(section(job, "with"))
                .containsEntry("environment", environment)
                .containsEntry("digests", "${{ needs.images.outputs.digests }}");
    }

    private static List<String> findings(String text) {
        List<String> findings = new ArrayList<>();
        Map<String, Object> workflow = yaml(text);
        if (text.contains("pull_request_target") || text.contains("secrets.")) {
            findings.add("gives secrets away");
        }
        if (!(workflow.get("permissions") instanceof Map<?, ?> permissions)
                || !permissions.equals(Map.of("contents", "read"))) {
            findings.add("may do more than read");
        }
        section(workflow, "jobs")
                .forEach(
                        (name, job) ->
                                judge(name, section(section(workflow, "jobs"), name), findings));
        return findings;
    }

    private static void judge(String name, Map<String, Object> job, List<String> findings) {
        if (job.containsKey("permissions")) {
            section(job, "permissions").entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .filter(permission -> !PERMISSIONS.contains(permission))
                    .forEach(permission -> findings.add(name + " has " + permission));
        }
        if (job.get("uses") instanceof String uses) {
            judgeUse(uses, findings);
            return;
        }
        if (!job.containsKey("timeout-minutes")) {
            findings.add(name + " may hang");
        }
        boolean signsIn =
                job.containsKey("permissions")
                        && section(job, "permissions").containsKey("id-token");
        if (signsIn != job.containsKey("environment")) {
            findings.add(name + " signs in outside of an environment");
        }
        for (Object step : list(job.get("steps"))) {
            judge(step, findings);
        }
    }

    private static void judge(Object item, List<String> findings) {
        Map<String, Object> step = map(item);
        if (step.get("uses") instanceof String uses) {
            judgeUse(uses, findings);
            if (uses.startsWith("actions/checkout@")
                    && !Boolean.FALSE.equals(section(step, "with").get("persist-credentials"))) {
                findings.add("leaves its token in the checkout");
            }
            if (uses.startsWith("aws-actions/configure-aws-credentials@")
                    && !section(step, "with")
                            .keySet()
                            .equals(Set.of("aws-region", "role-to-assume"))) {
                findings.add("signs in with something else than its own token");
            }
        }
        if (step.get("run") instanceof String script && EXPRESSION.matcher(script).find()) {
            findings.add("runs what an expression says: " + script);
        }
    }

    private static void judgeUse(String uses, List<String> findings) {
        if (!PINNED.matcher(uses).matches()) {
            findings.add(uses + " may be something else tomorrow");
        }
        if (uses.startsWith("./") && !Files.exists(ProjectFiles.root().resolve(uses))) {
            findings.add("there is no " + uses);
        }
    }

    private static String text(String workflow) {
        return ProjectFiles.read(FOLDER.resolve(workflow));
    }

    private static Map<String, Object> yaml(String text) {
        return map(new Yaml().load(text));
    }

    private static Map<String, Object> section(Map<String, Object> of, String name) {
        return map(of.getOrDefault(name, Map.of()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}
