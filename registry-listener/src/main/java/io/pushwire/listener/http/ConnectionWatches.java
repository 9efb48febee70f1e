// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.concurrent.GlobalEventExecutor;

import jakarta.inject.Singleton;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Sets a watch on each connection that the server opens. At the end it closes those with HTTP/2
/// when their last answer is written; the server would wait for the client to do that.
@Singleton
final class ConnectionWatches
        implements BeanCreatedEventListener<NettyServerCustomizer.Registry>,
                GracefulShutdownCapable {

    private final BeanProvider<Connections> connections;
    private final ChannelGroup http2Channels =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    ConnectionWatches(BeanProvider<Connections> connections) {
        this.connections = connections;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Server());
        return event.getBean();
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        connections.get().end();
        // Tells the client to send no more, and waits for the streams that are open.
        var _ = http2Channels.close();
        return CompletableFuture.completedFuture(null);
    }

    private final class Server implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            if (role != ChannelRole.CONNECTION) {
                return this;
            }
            connections.get().opened(channel);
            return new Connection(channel, connections.get(), http2Channels);
        }
    }

    private record Connection(Channel channel, Connections connections, ChannelGroup http2Channels)
            implements NettyServerCustomizer {

        @Override
        public void onInitialPipelineBuilt() {
            ChannelPipeline pipeline = channel.pipeline();
            var http1 = pipeline.context(HttpServerCodec.class);
            if (http1 != null) {
                pipeline.addAfter(http1.name(), "watch", new ConnectionWatch(connections));
            }
            var http2 = pipeline.get(Http2ConnectionHandler.class);
            if (http2 != null) {
                http2Channels.add(channel);
                http2.connection().addListener(new StreamWatch(connections, channel, http2));
            }
        }
    }
}
