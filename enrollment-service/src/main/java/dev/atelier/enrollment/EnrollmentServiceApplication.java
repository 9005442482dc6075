package dev.atelier.enrollment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Decides who gets a seat. */
@SpringBootApplication
public class EnrollmentServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(EnrollmentServiceApplication.class, arguments);
    }

    /** As fine as the database keeps it, so that what is answered is what is read later. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
