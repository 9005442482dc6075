package dev.atelier.gateway;

import dev.atelier.testing.TestIssuer;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.test.web.reactive.server.WebTestClient;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** A gateway with services behind it, for tests that set it up in their own way or stop it. */
final class RunningGateway implements AutoCloseable {

    private static final TestIssuer ISSUER = TestIssuer.shared();

    final FakeService users = new FakeService("user-service");
    final FakeService workshops = new FakeService("workshop-service");
    final FakeService enrollments = new FakeService("enrollment-service");

    private final ConfigurableApplicationContext context;

    private RunningGateway(String... properties) {
        String[] arguments =
                Stream.concat(surroundings(), Stream.of(properties))
                        .map(property -> "--" + property)
                        .toArray(String[]::new);
        context =
                new SpringApplicationBuilder(GatewayApplication.class)
                        .initializers(threadsOfItsOwn())
                        .run(arguments);
    }

    /** As it comes, but for the properties. */
    static RunningGateway with(String... properties) {
        return new RunningGateway(properties);
    }

    /** For tests that change nothing of it; it ends with the JVM. */
    static RunningGateway shared() {
        return Shared.INSTANCE;
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    WebTestClient anonymous() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port())
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    /** Somebody who has not called yet. */
    WebTestClient signedIn() {
        return withToken(newToken());
    }

    WebTestClient withToken(String token) {
        return anonymous().mutate().defaultHeaders(headers -> headers.setBearerAuth(token)).build();
    }

    static String newToken() {
        return ISSUER.token(UUID.randomUUID());
    }

    RawConnection connect() {
        return RawConnection.to(port());
    }

    void reset() {
        services().forEach(FakeService::reset);
    }

    /** What the services were asked, one after the other. */
    List<FakeService.Asked> asked() {
        return services().map(FakeService::asked).flatMap(List::stream).toList();
    }

    /** In good order, as at the end of a release. */
    void stop() {
        context.close();
    }

    @Override
    public void close() {
        stop();
        services().forEach(FakeService::stop);
    }

    private Stream<FakeService> services() {
        return Stream.of(users, workshops, enrollments);
    }

    private Stream<String> surroundings() {
        return Stream.of(
                "server.port=0",
                "management.server.port=0",
                "atelier.security.issuer=" + ISSUER.uri(),
                "atelier.security.jwk-set-uri=" + ISSUER.jwkSetUri(),
                "atelier.gateway.user-service-uri=" + users.uri(),
                "atelier.gateway.workshop-service-uri=" + workshops.uri(),
                "atelier.gateway.enrollment-service-uri=" + enrollments.uri());
    }

    /** Started on first use; all tests call from one address. */
    private static final class Shared {

        static final RunningGateway INSTANCE =
                with(
                        "atelier.gateway.rate-limit.per-second=100000",
                        "atelier.gateway.rate-limit.burst=100000",
                        "atelier.gateway.cors.allowed-origins="
                                + "https://app.example,https://*.preview.example");

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close));
        }
    }

    /** The common ones of a JVM end with the first application that is stopped. */
    private static ApplicationContextInitializer<ConfigurableApplicationContext> threadsOfItsOwn() {
        var threads = new ReactorResourceFactory();
        threads.setUseGlobalResources(false);
        threads.setShutdownQuietPeriod(Duration.ZERO);
        return context ->
                ((GenericApplicationContext) Objects.requireNonNull(context))
                        .registerBean(ReactorResourceFactory.class, () -> threads);
    }
}
