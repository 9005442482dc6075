package dev.atelier.workshop;

import dev.atelier.testing.RealParts;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The whole service on a port of its own, with a real Postgres and real queues. Nothing completes
 * by itself unless a test lets it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "atelier.workshops.completion-interval=1d")
@ContextConfiguration(initializers = RealParts.class)
@Import({Api.class, OtherServices.class})
public @interface RealServiceTest {}
