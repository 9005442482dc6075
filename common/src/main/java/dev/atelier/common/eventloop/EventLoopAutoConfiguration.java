package dev.atelier.common.eventloop;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

import reactor.netty.http.HttpResources;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

import java.util.stream.Stream;

/**
 * Measures the event loops that all share, of HTTP and of the database. Off with {@code
 * atelier.event-loops.enabled=false}.
 */
@AutoConfiguration(
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnProperty(name = "atelier.event-loops.enabled", matchIfMissing = true)
public class EventLoopAutoConfiguration {

    @Bean
    EventLoopMeters eventLoopMeters(MeterRegistry meters) {
        return new EventLoopMeters(EventLoopAutoConfiguration::shared, meters);
    }

    private static Stream<EventLoopGroup> shared() {
        return Stream.of(
                HttpResources.get().onServer(LoopResources.DEFAULT_NATIVE),
                TcpResources.get().onClient(LoopResources.DEFAULT_NATIVE));
    }
}
