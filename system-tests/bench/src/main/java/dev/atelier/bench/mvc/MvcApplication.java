package dev.atelier.bench.mvc;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Gives seats, one transaction at a time, each on a virtual thread. */
@SpringBootApplication(exclude = R2dbcAutoConfiguration.class)
public class MvcApplication {

    /** The class path has WebFlux too, for another contender. */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(MvcApplication.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.run(arguments);
    }

    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
