package dev.atelier.enrollment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import java.time.Clock;

/** Decides who gets a seat. */
@SpringBootApplication
public class EnrollmentServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(EnrollmentServiceApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
