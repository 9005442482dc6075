package dev.atelier.bench.twin;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Gives seats, one transaction at a time. */
@SpringBootApplication(
        exclude = {
            TomcatReactiveManagementContextAutoConfiguration.class,
            TomcatReactiveWebServerAutoConfiguration.class
        })
public class TwinApplication {

    /** The class path has Spring MVC too, for another contender. */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(TwinApplication.class);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        application.run(arguments);
    }

    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
