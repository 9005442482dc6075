package dev.atelier.common.database;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;

import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

import java.time.Clock;

/**
 * Every new connection to the database signs in with a token of its own instead of a password. On
 * with {@code atelier.database.iam.enabled=true}.
 */
@AutoConfiguration(before = R2dbcAutoConfiguration.class)
@ConditionalOnClass({ConnectionFactoryOptionsBuilderCustomizer.class, AwsCredentialsProvider.class})
@ConditionalOnProperty("atelier.database.iam.enabled")
public class DatabaseSignInAutoConfiguration {

    /**
     * The driver takes a publisher for a password, which R2DBC's own type of the option does not.
     */
    private static final Option<Publisher<CharSequence>> PASSWORD =
            Option.sensitiveValueOf(ConnectionFactoryOptions.PASSWORD.name());

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer tokenInsteadOfPassword(
            AwsCredentialsProvider credentials, AwsRegionProvider region) {
        SignInTokens tokens = new SignInTokens(region.getRegion().id(), Clock.systemUTC());
        return builder -> {
            ConnectionFactoryOptions known = builder.build();
            String host = text(known, ConnectionFactoryOptions.HOST);
            String role = text(known, ConnectionFactoryOptions.USER);
            int port = (Integer) known.getRequiredValue(ConnectionFactoryOptions.PORT);
            builder.option(
                    PASSWORD,
                    Mono.<CharSequence>fromCallable(
                                    () ->
                                            tokens.token(
                                                    credentials.resolveCredentials(),
                                                    host,
                                                    port,
                                                    role))
                            // New credentials are fetched by a call that blocks.
                            .subscribeOn(Schedulers.boundedElastic()));
        };
    }

    private static String text(ConnectionFactoryOptions options, Option<String> option) {
        return options.getRequiredValue(option).toString();
    }
}
