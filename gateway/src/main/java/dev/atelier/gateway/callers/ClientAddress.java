package dev.atelier.gateway.callers;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The network address of whoever sent a request, to tell callers without a token apart.
 *
 * <p>What a client writes into {@code X-Forwarded-For} itself stands left of what our proxies add,
 * and counts for nothing.
 */
@Component
class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;

    private final int trustedHops;

    ClientAddress(RateLimitProperties properties) {
        trustedHops = properties.trustedHops();
    }

    String of(ServerHttpRequest request) {
        return forwarded(request)
                .or(() -> Optional.ofNullable(remote(request)))
                .map(ClientAddress::network)
                .orElse("unknown");
    }

    private Optional<InetAddress> forwarded(ServerHttpRequest request) {
        List<String> entries =
                request.getHeaders().getOrDefault(FORWARDED_FOR, List.of()).stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .map(String::strip)
                        .toList();
        return trustedHops == 0 || entries.size() < trustedHops
                ? Optional.empty()
                : literal(entries.get(entries.size() - trustedHops));
    }

    private static @Nullable InetAddress remote(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null ? null : remote.getAddress();
    }

    private static Optional<InetAddress> literal(String entry) {
        try {
            return Optional.of(InetAddress.ofLiteral(entry));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Of IPv6 the first half: the rest is up to whoever has the network. */
    private static String network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(address.getAddress(), 2 * NETWORK_BYTES);
        Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
        try {
            return InetAddress.getByAddress(network).getHostAddress();
        } catch (UnknownHostException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
