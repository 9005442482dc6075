package dev.atelier.common;

import dev.atelier.testing.RealParts;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A service that has nothing but what common gives it, on real parts. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class EventsApplication {

    /** A test against that service. It stands in the topology where workshop-service does. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @SpringBootTest(
            classes = EventsApplication.class,
            webEnvironment = SpringBootTest.WebEnvironment.NONE,
            properties = {
                "spring.config.import=classpath:atelier-defaults.yml",
                "spring.application.name=workshop-service",
                "spring.main.web-application-type=reactive",
                "spring.flyway.locations=classpath:db/common",
                "atelier.events.relay.enabled=false",
                "atelier.events.consumer.enabled=false"
            })
    @ContextConfiguration(initializers = RealParts.class)
    public @interface EventsTest {}
}
