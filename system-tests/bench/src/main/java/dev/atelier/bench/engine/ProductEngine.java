package dev.atelier.bench.engine;

import org.reactivestreams.Publisher;
import org.springframework.context.ApplicationContext;

import reactor.core.publisher.Mono;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The lanes of enrollment-service. By reflection, since nothing can be compiled against an
 * executable jar; what does not fit any more fails when the benchmark starts.
 */
final class ProductEngine implements Engine {

    private static final String SERVICE = "dev.atelier.enrollment.";

    private final Object deciding;
    private final Method decide;
    private final Constructor<?> signUp;
    private final Constructor<?> workshopId;
    private final Constructor<?> userId;
    private final Method nextId;
    private final Class<?> joined;

    ProductEngine(ApplicationContext context) throws ReflectiveOperationException {
        Class<?> service = type("deciding.Deciding");
        deciding = context.getBean(service);
        decide = service.getMethod("decide", type("decision.Command"));
        workshopId = type("known.WorkshopId").getConstructor(UUID.class);
        userId = type("known.UserId").getConstructor(UUID.class);
        nextId = type("decision.ParticipantId").getMethod("next");
        joined = type("decision.Outcome$Joined");
        signUp =
                type("decision.SignUp")
                        .getConstructor(
                                nextId.getReturnType(),
                                workshopId.getDeclaringClass(),
                                userId.getDeclaringClass(),
                                Set.class,
                                Optional.class);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(SERVICE + name);
    }

    @Override
    public Publisher<?> signUp(UUID workshop, UUID user) {
        try {
            Object command =
                    signUp.newInstance(
                            nextId.invoke(null),
                            workshopId.newInstance(workshop),
                            userId.newInstance(user),
                            Set.of(),
                            Optional.empty());
            return Mono.from((Publisher<?>) decide.invoke(deciding, command))
                    .doOnNext(this::requireSeat);
        } catch (ReflectiveOperationException exception) {
            return Mono.error(exception);
        }
    }

    private void requireSeat(Object outcome) {
        if (!joined.isInstance(outcome)) {
            throw new IllegalStateException(outcome.toString());
        }
    }
}
