package dev.atelier.testing;

/** How the real parts are run. */
enum Parts {
    /** In this JVM or as its child processes, from Maven artifacts. */
    EMBEDDED,
    /** In containers. Asked for explicitly, since a probe for an engine can take minutes. */
    CONTAINERS;

    static Parts chosen() {
        return System.getProperty("atelier.parts", "embedded").equals("containers")
                ? CONTAINERS
                : EMBEDDED;
    }
}
