package dev.atelier.gateway;

import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Which path leads to which service: the first that matches, from the particular to the general. A
 * path that none of them has is not found, so that nothing but the API can be reached from outside.
 *
 * <p>A route has its service's name, and metrics are by route.
 */
@Configuration(proxyBeanMethods = false)
class Routes {

    /** What a user or a workshop has in the way of participants is not kept where they are. */
    private static final String[] ENROLLMENTS = {
        "/api/v1/users/me/participations/**",
        "/api/v1/users/me/calendar.ics",
        "/api/v1/users/me/calendar-link/**",
        CalendarLinks.WITHOUT_SECRET,
        "/api/v1/users/me/export/participations",
        "/api/v1/workshops/*/participants/**",
        "/api/v1/workshops/*/seats",
    };

    private static final String[] WORKSHOPS = {
        "/api/v1/users/me/export/workshops", "/api/v1/workshops/**",
    };

    private static final String[] USERS = {"/api/v1/users/**"};

    @Bean
    RouteLocator routeLocator(RouteLocatorBuilder routes, ServiceAddresses services) {
        return routes.routes()
                .route(
                        "enrollment-service",
                        route -> route.path(ENROLLMENTS).uri(services.enrollmentServiceUri()))
                .route(
                        "workshop-service",
                        route -> route.path(WORKSHOPS).uri(services.workshopServiceUri()))
                .route("user-service", route -> route.path(USERS).uri(services.userServiceUri()))
                .build();
    }
}
