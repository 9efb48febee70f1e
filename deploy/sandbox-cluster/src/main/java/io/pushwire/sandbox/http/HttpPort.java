// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// Listens, as a rule on the loopback address only: what is behind it asks nobody for a password.
public final class HttpPort implements AutoCloseable {
    /// Whoever is on this machine.
    public static final InetAddress THIS_MACHINE = InetAddress.ofLiteral("127.0.0.1");

    /// Whoever can reach this machine.
    public static final InetAddress EVERYWHERE = InetAddress.ofLiteral("0.0.0.0");

    private static final int LARGEST_BODY = 64 << 20;
    private static final int LONGEST_LINE = 64 << 10;
    private static final int LARGEST_HEADERS = 256 << 10;

    private final EventLoopGroup loops;
    private final Channel listening;
    private final ChannelGroup connections;

    private HttpPort(EventLoopGroup loops, Channel listening, ChannelGroup connections) {
        this.loops = loops;
        this.listening = listening;
        this.connections = connections;
    }

    /// @param port 0 for any free one
    public static HttpPort open(InetAddress address, int port, Handler handler) {
        var loops =
                new MultiThreadIoEventLoopGroup(
                        2, new DefaultThreadFactory("sandbox-io", true), NioIoHandler.newFactory());
        var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new Pipeline(handler, connections))
                        .bind(new InetSocketAddress(address, port))
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new UncheckedIOException(
                    new IOException(
                            "Tried to listen on %s:%d but %s"
                                    .formatted(
                                            address.getHostAddress(),
                                            port,
                                            bound.cause().getMessage()),
                            bound.cause()));
        }
        return new HttpPort(loops, bound.channel(), connections);
    }

    public int number() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final Handler handler;
        private final ChannelGroup connections;

        Pipeline(Handler handler, ChannelGroup connections) {
            this.handler = handler;
            this.connections = connections;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            connections.add(channel);
            channel.pipeline()
                    .addLast(new HttpServerCodec(LONGEST_LINE, LARGEST_HEADERS, 64 << 10))
                    .addLast(new HttpObjectAggregator(LARGEST_BODY))
                    .addLast(new Connection(handler));
        }
    }
}
