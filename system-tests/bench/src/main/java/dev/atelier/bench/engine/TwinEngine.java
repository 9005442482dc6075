package dev.atelier.bench.engine;

import dev.atelier.bench.rowlock.SignUp;
import dev.atelier.bench.twin.SigningUp;

import org.reactivestreams.Publisher;
import org.springframework.context.ApplicationContext;

import java.util.Set;
import java.util.UUID;

/** The one that locks a row. */
final class TwinEngine implements Engine {

    private final SigningUp signingUp;

    TwinEngine(ApplicationContext context) {
        signingUp = context.getBean(SigningUp.class);
    }

    @Override
    public Publisher<?> signUp(UUID workshop, UUID user) {
        return signingUp.signUp(new SignUp(workshop, user, Set.of()));
    }
}
