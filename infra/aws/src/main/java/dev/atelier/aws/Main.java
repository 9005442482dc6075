package dev.atelier.aws;

/** What the CDK's command-line interface runs. */
final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Synthesis.asked().synth();
    }
}
