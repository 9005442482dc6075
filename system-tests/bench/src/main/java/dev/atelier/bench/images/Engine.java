package dev.atelier.bench.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The container engine of this machine, asked by its command. */
final class Engine {

    private Engine() {}

    /**
     * Runs a command of it and returns what it prints.
     *
     * @throws IOException with what it says, when it fails
     */
    static String ask(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("docker %s: %s".formatted(arguments.getFirst(), output));
        }
        return output;
    }

    static String ask(String... arguments) throws IOException, InterruptedException {
        return ask(List.of(arguments));
    }

    /** Its version, and whether it really bounds what a container takes. */
    static String describe() throws IOException, InterruptedException {
        return ask("info", "--format", "Docker {{.ServerVersion}}, cgroups {{.CgroupVersion}}");
    }

    /** The names of images that are not there. */
    static List<String> missing(Stream<String> images) {
        return images.filter(image -> !has(image)).toList();
    }

    /** How much the image takes on a disk. */
    static long size(String image) throws IOException, InterruptedException {
        return Long.parseLong(ask("image", "inspect", "--format", "{{.Size}}", image));
    }

    private static boolean has(String image) {
        try {
            size(image);
            return true;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
