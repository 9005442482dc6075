package dev.atelier.testing.openapi;

import dev.atelier.testing.contract.Operation;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The methods of controllers behind an operation: one for each form that it answers in. */
record Handlers(List<Handler> handlers) {

    private static final Set<Class<?>> WRAPPERS = Set.of(Mono.class, ResponseEntity.class);

    static Handlers of(Operation operation, RequestMappingHandlerMapping mappings) {
        List<Handler> handlers =
                mappings.getHandlerMethods().entrySet().stream()
                        .filter(mapped -> serves(mapped.getKey(), operation))
                        .map(mapped -> handler(mapped.getKey(), mapped.getValue()))
                        .sorted(Comparator.comparing(Handler::mediaType))
                        .toList();
        if (handlers.isEmpty()) {
            throw new AssertionError("nothing serves " + operation);
        }
        return new Handlers(handlers);
    }

    private static boolean serves(RequestMappingInfo mapping, Operation operation) {
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(
                        method ->
                                mapping.getPatternsCondition().getPatterns().stream()
                                        .map(path -> Operation.of(method + " " + path).shape()))
                .anyMatch(operation.shape()::equals);
    }

    private static Handler handler(RequestMappingInfo mapping, HandlerMethod method) {
        String mediaType =
                mapping.getProducesCondition().getProducibleMediaTypes().stream()
                        .findFirst()
                        .map(MediaType::toString)
                        .orElse(MediaType.APPLICATION_JSON_VALUE);
        return new Handler(method, mediaType);
    }

    /**
     * One of them.
     *
     * @param mediaType of what it answers
     */
    record Handler(HandlerMethod method, String mediaType) {

        boolean answersInJson() {
            return mediaType.equals(MediaType.APPLICATION_JSON_VALUE);
        }

        /** What comes out of it in the end. */
        ResolvableType answer() {
            ResolvableType type = ResolvableType.forMethodReturnType(method.getMethod());
            while (WRAPPERS.contains(type.resolve(Object.class))) {
                type = type.getGeneric(0);
            }
            return type;
        }

        boolean streams() {
            return answer().resolve(Object.class) == Flux.class;
        }
    }

    /** By the name of a parameter's simple type, as the services' own are not known here. */
    boolean take(String type) {
        return handlers.stream()
                .flatMap(handler -> Arrays.stream(handler.method().getMethodParameters()))
                .anyMatch(parameter -> parameter.getParameterType().getSimpleName().equals(type));
    }

    /** What they want to be sent; empty when that is nothing. */
    Optional<Body> body() {
        return handlers.stream()
                .flatMap(handler -> Arrays.stream(handler.method().getMethodParameters()))
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .findFirst()
                .map(Handlers::body);
    }

    private static Body body(MethodParameter parameter) {
        RequestBody body =
                Objects.requireNonNull(parameter.getParameterAnnotation(RequestBody.class));
        return new Body(ResolvableType.forMethodParameter(parameter), body.required());
    }

    /** A request's body. */
    record Body(ResolvableType type, boolean required) {}
}
