package dev.atelier.local.issuer;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationEndpointConfigurer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

import java.util.List;

/** The issuer's endpoints: the protocol's own, the login form and the short way to a token. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class AuthorizationServer {

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) {
        return http.oauth2AuthorizationServer(
                        server -> {
                            http.securityMatcher(server.getEndpointsMatcher());
                            server.oidc(withDefaults());
                            server.authorizationEndpoint(AuthorizationServer::letLocalPagesIn);
                        })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                .exceptionHandling(
                        handling ->
                                handling.defaultAuthenticationEntryPointFor(
                                        new LoginUrlAuthenticationEntryPoint("/login"),
                                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .cors(withDefaults())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) {
        return http.authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers("/local/token")
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/local/token"))
                .formLogin(
                        form ->
                                form.loginPage("/login")
                                        .authenticationDetailsSource(LocalSignIn.Form::new)
                                        .permitAll())
                .authenticationProvider(new LocalSignIn())
                .cors(withDefaults())
                .build();
    }

    @Bean
    RegisteredClientRepository clients() {
        return LocalClients.repository();
    }

    @Bean
    AuthorizationServerSettings settings(IssuerProperties properties) {
        return AuthorizationServerSettings.builder().issuer(properties.uri().toString()).build();
    }

    @Bean
    LocalTokens localTokens(IssuerProperties properties) {
        return LocalTokens.from(properties.key(), properties.uri());
    }

    @Bean
    JWKSource<SecurityContext> keys(IssuerProperties properties) {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.read(properties.key())));
    }

    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
        return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
        return new LocalClaims();
    }

    /** A page that is served by the gateway, or by a frontend's development server. */
    @Bean
    CorsConfigurationSource corsConfigurationSource() {
        CorsConfiguration localPages = new CorsConfiguration();
        localPages.setAllowedOriginPatterns(
                List.of("http://localhost:[*]", "http://127.0.0.1:[*]"));
        localPages.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.POST.name()));
        localPages.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", localPages);
        return source;
    }

    private static void letLocalPagesIn(OAuth2AuthorizationEndpointConfigurer endpoint) {
        var validator =
                new LocalRedirects()
                        .andThen(
                                OAuth2AuthorizationCodeRequestAuthenticationValidator
                                        .DEFAULT_SCOPE_VALIDATOR);
        endpoint.authenticationProviders(
                providers -> {
                    for (var provider : providers) {
                        if (provider
                                instanceof
                                OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
                            requests.setAuthenticationValidator(validator);
                        }
                    }
                });
    }
}
