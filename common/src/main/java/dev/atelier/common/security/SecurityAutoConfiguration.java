package dev.atelier.common.security;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.security.web.server.header.StaticServerHttpHeadersWriter;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every path needs a valid bearer token but for the open ones and what the management port shows;
 * what changes something there needs an admin's. Off with {@code atelier.security.enabled=false}.
 */
@AutoConfiguration(
        before = {
            ReactiveOAuth2ResourceServerAutoConfiguration.class,
            ReactiveUserDetailsServiceAutoConfiguration.class
        })
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnProperty(name = "atelier.security.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SecurityProperties.class)
@EnableWebFluxSecurity
public class SecurityAutoConfiguration {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    /** Actuator has a port of its own, which nothing from outside reaches. */
    private static final String MANAGEMENT = "/actuator/**";

    /** Who reads there looks on; any other method does something. */
    private static final ServerWebExchangeMatcher COMMANDS =
            new AndServerWebExchangeMatcher(
                    pathMatchers(MANAGEMENT),
                    new NegatedServerWebExchangeMatcher(pathMatchers(HttpMethod.GET, MANAGEMENT)));

    /**
     * A client may keep what is its own if it asks each time, which is what entity tags are for.
     */
    private static final ServerHttpHeadersWriter REVALIDATE =
            StaticServerHttpHeadersWriter.builder()
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                    .build();

    @Bean
    @ConditionalOnMissingBean(ReactiveJwtDecoder.class)
    SigningKeys signingKeys(SecurityProperties properties) {
        Mono<String> keySet =
                WebClient.create()
                        .get()
                        .uri(properties.jwkSetUri())
                        .retrieve()
                        .bodyToMono(String.class);
        return new SigningKeys(keySet, properties.keys(), Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean
    ReactiveJwtDecoder jwtDecoder(SigningKeys keys, SecurityProperties properties) {
        NimbusReactiveJwtDecoder decoder =
                NimbusReactiveJwtDecoder.withJwkSource(keys::of)
                        .jwsAlgorithm(SigningKeys.ALGORITHM)
                        .build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        expiring(),
                        new JwtIssuerValidator(properties.issuer().toString()),
                        new AudienceValidator(
                                properties.audience(), Set.copyOf(properties.clientIds()))));
        return token ->
                decoder.decode(token)
                        .onErrorMap(
                                IllegalStateException.class, SecurityAutoConfiguration::unwrapped);
    }

    /** A token without an end would hold for ever. */
    private static JwtTimestampValidator expiring() {
        var validator = new JwtTimestampValidator(CLOCK_SKEW);
        validator.setAllowEmptyExpiryClaim(false);
        return validator;
    }

    /** The decoder hides what failed to get the keys, and so would make a 500 of it. */
    private static Throwable unwrapped(IllegalStateException failure) {
        return failure.getCause() instanceof KeysNotObtained away ? away : failure;
    }

    /** Failures go on to the problem handler, which alone writes errors. */
    @Bean
    @ConditionalOnMissingBean
    SecurityWebFilterChain securityWebFilterChain(
            ServerHttpSecurity http, ReactiveJwtDecoder decoder, SecurityProperties properties) {
        return http.authorizeExchange(
                        exchanges ->
                                exchanges
                                        .matchers(COMMANDS)
                                        .access(SecurityAutoConfiguration::isAdmin)
                                        .pathMatchers(openPaths(properties))
                                        .permitAll()
                                        .anyExchange()
                                        .authenticated())
                .oauth2ResourceServer(
                        server ->
                                server.jwt(
                                                jwt ->
                                                        jwt.jwtDecoder(decoder)
                                                                .jwtAuthenticationConverter(
                                                                        callerConverter(
                                                                                properties)))
                                        .authenticationEntryPoint(
                                                (exchange, failure) -> Mono.error(failure))
                                        .authenticationFailureHandler(
                                                (exchange, failure) -> Mono.error(failure)))
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(
                                                (exchange, failure) -> Mono.error(failure))
                                        .accessDeniedHandler(
                                                (exchange, failure) -> Mono.error(failure)))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(
                        headers ->
                                headers.cache(ServerHttpSecurity.HeaderSpec.CacheSpec::disable)
                                        .writer(REVALIDATE))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .build();
    }

    /** One observation of a request is enough; one of every filter costs, and tells little more. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    /** Odd paths and headers are refused; a method that is unknown gets its 405 further on. */
    @Bean
    @ConditionalOnMissingBean
    ServerWebExchangeFirewall firewall() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    @ConditionalOnMissingBean
    ServerExchangeRejectedHandler rejectedHandler() {
        return (_, rejection) -> Mono.error(rejection);
    }

    private static String[] openPaths(SecurityProperties properties) {
        return Stream.concat(Stream.of(MANAGEMENT), properties.openPaths().stream())
                .toArray(String[]::new);
    }

    private static Mono<AuthorizationResult> isAdmin(
            Mono<Authentication> authentication, AuthorizationContext context) {
        return authentication
                .map(
                        caller ->
                                caller.getPrincipal() instanceof Caller(_, boolean admin, _)
                                        && admin)
                .defaultIfEmpty(false)
                .map(AuthorizationDecision::new);
    }

    private static CallerConverter callerConverter(SecurityProperties properties) {
        return new CallerConverter(properties.adminClaim(), properties.adminValue());
    }

    @Bean
    WebFluxConfigurer callerArgument() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(
                        new CallerArgumentResolver(), new TokenExpiryArgumentResolver());
            }
        };
    }
}
