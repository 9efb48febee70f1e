// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

import java.util.List;

/// The way back to one client, for one request.
public final class Exchange {
    private final Channel channel;
    private final boolean keepAlive;
    private boolean answered;

    Exchange(Channel channel, boolean keepAlive) {
        this.channel = channel;
        this.keepAlive = keepAlive;
    }

    /// Whether the client is still there.
    public boolean isOpen() {
        return channel.isActive();
    }

    public void send(Answer answer) {
        answered = true;
        var body = joined(answer.chunks());
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.code()), body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        HttpUtil.setContentLength(response, body.readableBytes());
        HttpUtil.setKeepAlive(response, keepAlive);
        var sent = channel.writeAndFlush(response);
        if (!keepAlive) {
            var _ = sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /// Begins an answer of unknown length.
    public void begin(String contentType) {
        answered = true;
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        HttpUtil.setTransferEncodingChunked(response, true);
        HttpUtil.setKeepAlive(response, keepAlive);
        var _ = channel.writeAndFlush(response);
    }

    /// Waits until it is on its way, so a client that does not read holds only itself up. False
    /// when the client has gone.
    public boolean write(List<byte[]> chunks) throws InterruptedException {
        return channel.writeAndFlush(new DefaultHttpContent(joined(chunks))).await().isSuccess();
    }

    /// Ends an answer of unknown length as HTTP wants it.
    public void end() {
        var ended = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        if (!keepAlive) {
            var _ = ended.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /// Closes the connection at once, with a reset, whatever was sent so far.
    public void cut() {
        answered = true;
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            return; // the client was faster
        }
        var _ = channel.close();
    }

    /// Runs `action` when the connection closes, at once if it is closed already; running the
    /// answer takes that back.
    public Runnable whenClosed(Runnable action) {
        ChannelFutureListener listener = _ -> action.run();
        var _ = channel.closeFuture().addListener(listener);
        return () -> channel.closeFuture().removeListener(listener);
    }

    boolean isAnswered() {
        return answered;
    }

    private static ByteBuf joined(List<byte[]> chunks) {
        return Unpooled.wrappedBuffer(chunks.toArray(byte[][]::new));
    }
}
