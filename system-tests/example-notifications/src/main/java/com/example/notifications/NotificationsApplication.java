package com.example.notifications;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the program. */
@SpringBootApplication
@ConfigurationPropertiesScan
class NotificationsApplication {

    static void main(String[] arguments) {
        SpringApplication.run(NotificationsApplication.class, arguments);
    }
}
