package dev.atelier.bench.events;

import dev.atelier.common.relay.BenchSender;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A service that does nothing but relay, as every service does. */
@SpringBootApplication(
        exclude = {
            TomcatReactiveManagementContextAutoConfiguration.class,
            TomcatReactiveWebServerAutoConfiguration.class
        })
public class RelayApplication {

    /** The class path has Spring MVC too, for others. */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(RelayApplication.class);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        application.run(arguments);
    }

    /** Puts itself before the sender that all services have. */
    @Bean
    static BeanPostProcessor benchSender() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals("eventSender") ? new BenchSender(bean) : bean;
            }
        };
    }
}
