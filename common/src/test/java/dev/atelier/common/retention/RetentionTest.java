package dev.atelier.common.retention;

import dev.atelier.common.EventsApplication;
import dev.atelier.testing.RealParts;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test on a log that nobody else writes to, relays or keeps. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = EventsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.config.import=classpath:atelier-defaults.yml",
            "spring.application.name=user-service",
            "atelier.testing.purpose=retention",
            "spring.main.web-application-type=reactive",
            "spring.flyway.locations=classpath:db/common",
            "atelier.events.relay.enabled=false",
            "atelier.events.retention.enabled=false",
            "atelier.events.consumer.enabled=false"
        })
@ContextConfiguration(initializers = RealParts.class)
@interface RetentionTest {}
