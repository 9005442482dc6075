package dev.atelier.testing.contract;

import dev.atelier.testing.contract.Operation.Trait;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the ground rules of the contract promise of every operation of a kind. */
public final class GeneralProvocations {

    private static final String ANY = "*";
    private static final String STALE = "\"999\"";
    private static final int TOO_LARGE = 70_000;

    private final World world;

    public GeneralProvocations(World world) {
        this.world = world;
    }

    public Stream<Provocation> of(Operation operation) {
        return Stream.of(
                        ofAll(operation),
                        ofThoseWithBody(operation),
                        ofThoseWithIds(operation),
                        ofReading(operation),
                        ofChanging(operation))
                .flatMap(rows -> rows);
    }

    private Stream<Provocation> ofAll(Operation operation) {
        Actor member = world.member(operation);
        return Stream.of(
                Provocation.of(
                        operation,
                        401,
                        "unauthenticated",
                        "no token",
                        () -> member.withToken("").does(operation)),
                Provocation.of(
                        operation,
                        401,
                        "unauthenticated",
                        "no such token",
                        () -> member.withToken("a.b.c").does(operation)),
                Provocation.of(
                        operation,
                        405,
                        "method-not-allowed",
                        "another method",
                        () -> member.asks("PATCH", operation.path(member::id), "{}")));
    }

    private Stream<Provocation> ofThoseWithBody(Operation operation) {
        if (!operation.takesBody()) {
            return Stream.empty();
        }
        Actor member = world.member(operation);
        String large = "{\"a\":\"" + "a".repeat(TOO_LARGE) + "\"}";
        return Stream.of(
                Provocation.of(
                        operation,
                        400,
                        "invalid-request",
                        "no JSON",
                        () -> member.sends(operation, "{", "If-Match", ANY)),
                Provocation.of(
                        operation,
                        400,
                        "invalid-request",
                        "unknown field",
                        () -> member.sends(operation, "{\"unheard\":1}", "If-Match", ANY)),
                Provocation.of(
                        operation,
                        413,
                        "content-too-large",
                        "large body",
                        () -> member.sends(operation, large, "If-Match", ANY)),
                Provocation.of(
                        operation,
                        415,
                        "unsupported-media-type",
                        "text",
                        () -> member.does(operation, "Content-Type", "text/plain")));
    }

    /** Each variable in turn names nothing, and then nothing that could be. */
    private Stream<Provocation> ofThoseWithIds(Operation operation) {
        Actor member = world.member(operation);
        return operation.variables().stream()
                .flatMap(
                        variable ->
                                Stream.of(UUID.randomUUID().toString(), "no-id")
                                        .map(id -> unknown(operation, member, variable, id)));
    }

    private static Provocation unknown(
            Operation operation, Actor member, String variable, String id) {
        Map<String, String> ids =
                member.ids().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry ->
                                                entry.getKey().equals(variable)
                                                        ? id
                                                        : entry.getValue()));
        return Provocation.of(
                operation,
                404,
                "not-found",
                variable + " " + (id.equals("no-id") ? "that is none" : "of nothing"),
                () -> member.with(ids).does(operation, "If-Match", ANY));
    }

    private Stream<Provocation> ofReading(Operation operation) {
        Actor member = world.member(operation);
        Stream.Builder<Provocation> rows = Stream.builder();
        if (operation.method().equals("GET")) {
            rows.add(
                    Provocation.of(
                            operation,
                            406,
                            "not-acceptable",
                            "form that is not",
                            () -> member.does(operation, "Accept", "application/zip")));
        }
        if (operation.is(Trait.LIST)) {
            String path = operation.path(member::id);
            rows.add(
                    Provocation.of(
                            operation,
                            400,
                            "invalid-cursor",
                            "made up",
                            () -> member.asks("GET", path + "?cursor=x", "")));
            rows.add(
                    Provocation.of(
                            operation,
                            400,
                            "invalid-request",
                            "limit of none",
                            () -> member.asks("GET", path + "?limit=0", "")));
        }
        if (operation.is(Trait.TAGGED)) {
            rows.add(Provocation.of(operation, 304, "", "seen", () -> again(operation, member)));
        }
        return rows.build();
    }

    private static Answer again(Operation operation, Actor member) {
        return member.does(operation, "If-None-Match", member.does(operation).header("ETag"));
    }

    private Stream<Provocation> ofChanging(Operation operation) {
        Stream.Builder<Provocation> rows = Stream.builder();
        if (operation.is(Trait.MATCHING)) {
            Actor member = world.member(operation);
            rows.add(
                    Provocation.of(
                            operation,
                            428,
                            "precondition-required",
                            "no If-Match",
                            () -> member.does(operation)));
            rows.add(
                    Provocation.of(
                            operation,
                            412,
                            "precondition-failed",
                            "stale If-Match",
                            () -> member.does(operation, "If-Match", STALE)));
        }
        if (operation.is(Trait.WRITING)) {
            rows.add(
                    Provocation.of(
                            operation,
                            403,
                            "user-deactivated",
                            "deactivated",
                            () -> world.deactivated(operation).does(operation, "If-Match", ANY)));
        }
        if (operation.is(Trait.GUARDED)) {
            rows.add(
                    Provocation.of(
                            operation,
                            403,
                            "forbidden",
                            "stranger",
                            () -> world.stranger(operation).does(operation, "If-Match", ANY)));
        }
        if (operation.is(Trait.PERSONAL)) {
            rows.add(
                    Provocation.of(
                            operation,
                            403,
                            "forbidden",
                            "program",
                            () -> world.program(operation).does(operation, "If-Match", ANY)));
        }
        return rows.build();
    }
}
