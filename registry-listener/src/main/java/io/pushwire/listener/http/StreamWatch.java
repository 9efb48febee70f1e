// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;

/// Tells what a connection with HTTP/2 waits for: it has many requests at once, of which the newest
/// step counts. Ends the sending of a body whose request is answered already, which HTTP/2 would
/// leave waiting for room for ever (RFC 9113, 8.1).
final class StreamWatch extends Http2ConnectionAdapter {

    private final Connections connections;
    private final Channel channel;
    private final Http2ConnectionHandler handler;

    StreamWatch(Connections connections, Channel channel, Http2ConnectionHandler handler) {
        this.connections = connections;
        this.channel = channel;
        this.handler = handler;
    }

    @Override
    public void onStreamActive(Http2Stream stream) {
        connections.awaitBody(channel);
    }

    @Override
    public void onStreamHalfClosed(Http2Stream stream) {
        if (stream.state() == Http2Stream.State.HALF_CLOSED_LOCAL) {
            channel.eventLoop().execute(() -> reset(stream));
        } else {
            connections.awaitNothing(channel);
        }
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        if (handler.connection().numActiveStreams() == 0) {
            connections.awaitHead(channel);
        }
    }

    private void reset(Http2Stream stream) {
        var context = channel.pipeline().context(handler);
        if (context != null && stream.state() == Http2Stream.State.HALF_CLOSED_LOCAL) {
            var _ =
                    handler.resetStream(
                            context, stream.id(), Http2Error.NO_ERROR.code(), context.newPromise());
            context.flush();
        }
    }
}
