package dev.atelier.gateway.callers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import java.net.InetSocketAddress;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 | 203.0.113.9                        | 198.51.100.1
                    1 | 203.0.113.9                        | 203.0.113.9
                    1 | 10.0.0.1, 203.0.113.9              | 203.0.113.9
                    2 | 10.0.0.1, 203.0.113.9, 192.0.2.1   | 203.0.113.9
                    2 | 203.0.113.9                        | 198.51.100.1
                    1 | spoofed.example                    | 198.51.100.1
                    1 | 203.0.113.9, unknown               | 198.51.100.1
                    1 | 2001:db8:1:2:3:4:5:6               | 2001:db8:1:2:0:0:0:0
                    """)
    void isWhatOurOwnProxiesSay(int trustedHops, String forwardedFor, String address) {
        var request =
                MockServerHttpRequest.get("/")
                        .remoteAddress(new InetSocketAddress("198.51.100.1", 4711))
                        .header("X-Forwarded-For", forwardedFor)
                        .build();

        assertThat(address(trustedHops).of(request)).isEqualTo(address);
    }

    @Test
    void readsHeaderThatIsThereTwiceAsOne() {
        var request =
                MockServerHttpRequest.get("/")
                        .remoteAddress(new InetSocketAddress("198.51.100.1", 4711))
                        .header("X-Forwarded-For", "10.0.0.1")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .build();

        assertThat(address(1).of(request)).isEqualTo("203.0.113.9");
    }

    private static ClientAddress address(int trustedHops) {
        return new ClientAddress(new RateLimitProperties(50, 100, 1000, trustedHops));
    }
}
