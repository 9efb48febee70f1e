// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/// Tells what a connection with HTTP/1.1 waits for.
final class ConnectionWatch extends ChannelDuplexHandler {

    private final Connections connections;
    private int unanswered;

    ConnectionWatch(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            unanswered++;
            connections.awaitBody(context.channel());
        }
        // The rest of a body whose request was answered already is not waited for.
        if (message instanceof HttpResponse answer && connections.areEnding()) {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (message instanceof LastHttpContent && unanswered > 0) {
            connections.awaitNothing(context.channel());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        if (message instanceof HttpResponse answer && connections.areEnding()) {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (message instanceof LastHttpContent && !isInformational(message)) {
            unanswered = Math.max(0, unanswered - 1);
            connections.awaitHead(context.channel());
        }
        super.write(context, message, promise);
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
