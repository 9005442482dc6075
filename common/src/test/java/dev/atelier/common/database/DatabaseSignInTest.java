package dev.atelier.common.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactoryOptions;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import reactor.core.publisher.Mono;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

/** With IAM a connection gets a token for its own role; without, nothing changes. */
class DatabaseSignInTest {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(DatabaseSignInAutoConfiguration.class))
                    .withUserConfiguration(Aws.class);

    @Test
    void givesEachConnectionToken() {
        context.withPropertyValues("atelier.database.iam.enabled=true")
                .run(
                        started -> {
                            ConnectionFactoryOptions.Builder options =
                                    ConnectionFactoryOptions.parse(
                                                    "r2dbc:postgresql://somewhere:5432/atelier")
                                            .mutate()
                                            .option(ConnectionFactoryOptions.USER, "users_app");
                            started.getBean(ConnectionFactoryOptionsBuilderCustomizer.class)
                                    .customize(options);
                            Object password =
                                    options.build().getValue(ConnectionFactoryOptions.PASSWORD);
                            assertThat(Mono.from((Publisher<?>) password).block().toString())
                                    .startsWith("somewhere:5432/?")
                                    .contains("DBUser=users_app", "X-Amz-Expires=900");
                        });
    }

    @Test
    void isOffUnlessAskedFor() {
        context.run(
                started ->
                        assertThat(started)
                                .doesNotHaveBean(ConnectionFactoryOptionsBuilderCustomizer.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class Aws {

        @Bean
        AwsCredentialsProvider credentials() {
            return () -> AwsBasicCredentials.create("KEY", "not-a-secret");
        }

        @Bean
        AwsRegionProvider region() {
            return () -> Region.EU_CENTRAL_1;
        }
    }
}
