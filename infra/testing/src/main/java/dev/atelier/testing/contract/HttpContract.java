package dev.atelier.testing.contract;

import dev.atelier.testing.ProjectFiles;

import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What docs/http-api.md promises of the operations that are served, and what the code could answer
 * beyond it.
 */
public final class HttpContract {

    private static final Pattern SERVED = Pattern.compile("\\| ● \\| (.+?) \\| (.*) \\|");
    private static final Pattern CALL =
            Pattern.compile("`(?:(GET|POST|PUT|DELETE) )?([/…][^`\\s]*)`");
    private static final Pattern TO_COME = Pattern.compile("○[^;|]*");
    private static final Pattern STATUS =
            Pattern.compile("\\b([2-5]\\d\\d)\\b(?: ([a-z]+(?:-[a-z]+)+))?");
    private static final Pattern PROBLEM =
            Pattern.compile("Problem\\.of\\(\\s*(\\d{3}),\\s*\"([a-z-]+)\"");

    private HttpContract() {}

    /** What the section's rows of operations that are served promise. */
    public static List<Promise> promises(String section) {
        List<Promise> promises = new ArrayList<>();
        for (String line : section(section)) {
            var served = SERVED.matcher(line);
            if (served.matches() && CALL.matcher(served.group(1)).find()) {
                String answers = TO_COME.matcher(served.group(2)).replaceAll("");
                for (String operation : operations(served.group(1))) {
                    STATUS.matcher(answers)
                            .results()
                            .map(found -> promise(operation, found))
                            .forEach(promises::add);
                }
            }
        }
        return promises;
    }

    /** Who may do it, in the words of the document. */
    public static String who(Operation operation) {
        for (String line : document()) {
            var served = SERVED.matcher(line);
            if (served.matches() && operations(served.group(1)).contains(operation.toString())) {
                String who = served.group(2).replaceFirst(" \\| .*", "");
                return who.substring(0, 1).toUpperCase(Locale.ROOT) + who.substring(1);
            }
        }
        throw new AssertionError("docs/http-api.md does not say who may " + operation);
    }

    /** The shapes of all operations that are mapped. */
    public static List<String> served(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(HttpContract::served)
                .toList();
    }

    private static Stream<String> served(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(
                        method ->
                                mapping.getPatternsCondition().getPatterns().stream()
                                        .map(path -> Operation.of(method + " " + path).shape()));
    }

    /** Those promises that nothing provokes. */
    public static List<Promise> unprovoked(
            Collection<Promise> promises, Collection<Provocation> provocations) {
        return promises.stream()
                .filter(
                        promise ->
                                provocations.stream()
                                        .map(Provocation::promise)
                                        .noneMatch(promise::isKeptBy))
                .toList();
    }

    /**
     * Every status and type of problem that is written down below these folders of the project, but
     * for those that operators get on the port of management.
     */
    public static Set<String> problems(String... folders) {
        return Arrays.stream(folders)
                .map(folder -> ProjectFiles.root().resolve(folder))
                .flatMap(folder -> ProjectFiles.below(folder, ".java").stream())
                .filter(source -> !source.toString().contains("/common/control/"))
                .flatMap(source -> PROBLEM.matcher(ProjectFiles.read(source)).results())
                .map(found -> found.group(1) + " " + found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * {@code …} is what the row before began with, and a path without a method has the last one.
     */
    private static List<String> operations(String calls) {
        List<String> operations = new ArrayList<>();
        String method = "";
        String parent = "";
        for (MatchResult call : CALL.matcher(calls).results().toList()) {
            String path = call.group(2).replaceAll("\\?.*", "");
            if (call.group(1) != null) {
                method = call.group(1);
                path = path.replace("…", "/api/v1/workshops/{id}");
                parent = path.substring(0, path.lastIndexOf('/'));
            } else {
                path = parent + path;
            }
            operations.add(method + " " + path);
        }
        return operations;
    }

    private static Promise promise(String operation, MatchResult found) {
        String problem = found.group(2);
        return new Promise(
                operation, Integer.parseInt(found.group(1)), problem == null ? "" : problem);
    }

    private static List<String> section(String name) {
        return document().stream()
                .dropWhile(line -> !line.equals("## " + name))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
    }

    private static List<String> document() {
        return ProjectFiles.read(ProjectFiles.root().resolve("docs/http-api.md")).lines().toList();
    }
}
