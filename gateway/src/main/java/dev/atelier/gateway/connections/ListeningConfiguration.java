package dev.atelier.gateway.connections;

import dev.atelier.common.problem.ProblemWriter;

import io.netty.channel.Channel;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import reactor.netty.NettyPipeline;

/** What the server has beyond Spring Boot's properties. */
@Configuration(proxyBeanMethods = false)
class ListeningConfiguration {

    @Bean
    NettyServerCustomizer boundedConnections(
            ConnectionProperties connections, ProblemWriter problems) {
        return server ->
                server.maxConnections(connections.most())
                        .maxPipelineDepth(connections.pipelined())
                        .doOnChannelInit((_, channel, _) -> guard(channel, connections, problems));
    }

    /** The deadline lies further out, and sees answers as they really leave. */
    private static void guard(
            Channel channel, ConnectionProperties connections, ProblemWriter problems) {
        channel.pipeline()
                .addAfter(NettyPipeline.HttpCodec, "bareErrors", new BareErrors(problems))
                .addAfter(
                        NettyPipeline.HttpCodec,
                        "headDeadline",
                        new HeadDeadline(
                                connections.firstRequest(),
                                connections.nextRequest(),
                                System::nanoTime));
    }
}
