package dev.atelier.local;

import java.io.IOException;
import java.nio.file.Path;

/** The programs of this module's own executable jar, unpacked. */
record ExtractedPrograms(Checkout checkout, Preparation preparation) implements LocalPrograms {

    /** Set by {@code ./atelier}, which has unpacked the jar already in order to run us from it. */
    private static final String UNPACKED = "atelier.local.layout";

    @Override
    public Program program(String name, String mainClass, Training training)
            throws IOException, InterruptedException {
        Path layout = layout();
        Path jar = layout.resolve(checkout.localJar().getFileName());
        return preparation.trained(
                layout, name, Program.onClassPath(jar.toString(), mainClass), training);
    }

    private Path layout() throws IOException, InterruptedException {
        String unpacked = System.getProperty(UNPACKED);
        return unpacked == null
                ? preparation.layout("local", checkout.localJar())
                : Path.of(unpacked);
    }
}
