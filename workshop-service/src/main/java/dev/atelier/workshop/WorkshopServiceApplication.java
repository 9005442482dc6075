package dev.atelier.workshop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import java.time.Clock;
import java.time.Duration;

/** The service that owns workshops, their organizers and their requirements. */
@SpringBootApplication
public class WorkshopServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(WorkshopServiceApplication.class, arguments);
    }

    /** Ticks in microseconds, as Postgres does, so that an answer is equal to what is stored. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
