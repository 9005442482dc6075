package dev.atelier.enrollment.seats;

import dev.atelier.enrollment.deciding.SeatCounts;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the streams look at the rows. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
class SeatsConfiguration {

    @Bean
    LiveSeats liveSeats(SeatCounts counts, StreamProperties properties) {
        return new LiveSeats(counts::of, properties);
    }
}
