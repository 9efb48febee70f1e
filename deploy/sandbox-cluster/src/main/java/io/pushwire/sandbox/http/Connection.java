// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.Locale;

/// One client's connection. Requests come one after the other: no client of Kubernetes pipelines.
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Handler handler;

    Connection(Handler handler) {
        super(FullHttpRequest.class);
        this.handler = handler;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        var exchange = new Exchange(context.channel(), HttpUtil.isKeepAlive(message));
        var request = read(message);
        Thread.ofVirtual().name("sandbox-request").start(() -> serve(request, exchange));
    }

    private void serve(Request request, Exchange exchange) {
        try {
            handler.handle(request, exchange);
        } catch (InterruptedException e) {
            LOG.debug("{} {} ended with its connection", request.method(), request.path());
        } catch (RuntimeException e) {
            LOG.error("Tried to answer {} {} but", request.method(), request.path(), e);
            exchange.cut();
        }
        if (!exchange.isAnswered()) {
            exchange.cut();
        }
    }

    private static Request read(FullHttpRequest message) {
        var uri = new QueryStringDecoder(message.uri());
        var headers = new HashMap<String, String>();
        message.headers()
                .forEach(header ->
                        headers.merge(
                                header.getKey().toLowerCase(Locale.ROOT),
                                header.getValue(),
                                (one, other) -> one + "," + other));
        return new Request(
                message.method().name(),
                message.uri(),
                uri.path(),
                uri.parameters(),
                headers,
                new Body(ByteBufUtil.getBytes(message.content())));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("Connection to {} broke", context.channel().remoteAddress(), cause);
        var _ = context.close();
    }
}
