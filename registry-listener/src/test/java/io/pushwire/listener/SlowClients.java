// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Many senders on one thread that begin a request and then send one byte a second, until the
/// listener has enough of them.
final class SlowClients implements AutoCloseable {

    private static final long BETWEEN_BYTES = Duration.ofSeconds(1).toNanos();

    private final Selector selector = Selector.open();
    private final InetSocketAddress listener;
    private int begun;
    private int closed;
    private long nextByte = System.nanoTime() + BETWEEN_BYTES;

    SlowClients(int port) throws IOException {
        listener = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// @param start what each of them sends at once
    void open(int count, String start) throws IOException {
        byte[] bytes = start.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(listener);
            channel.register(selector, SelectionKey.OP_CONNECT, bytes);
        }
    }

    /// Does what can be done now, without waiting.
    void step() throws IOException {
        selector.selectNow(this::advance);
        if (System.nanoTime() - nextByte >= 0) {
            nextByte = System.nanoTime() + BETWEEN_BYTES;
            for (SelectionKey key : selector.keys()) {
                if (key.isValid() && key.interestOps() == SelectionKey.OP_READ) {
                    write(key, new byte[] {' '});
                }
            }
        }
    }

    /// How many sent the start of a request.
    int begun() {
        return begun;
    }

    int closed() {
        return closed;
    }

    private void advance(SelectionKey key) {
        try {
            var channel = (SocketChannel) key.channel();
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                begun++;
                write(key, (byte[]) key.attachment());
            } else if (key.isReadable() && channel.read(ByteBuffer.allocate(4096)) < 0) {
                close(key);
            }
        } catch (IOException gone) {
            close(key);
        }
    }

    private void write(SelectionKey key, byte[] bytes) {
        try {
            ((SocketChannel) key.channel()).write(ByteBuffer.wrap(bytes));
        } catch (IOException gone) {
            close(key);
        }
    }

    private void close(SelectionKey key) {
        if (key.isValid()) {
            closed++;
        }
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException alreadyGone) {
            // Then it is closed.
            key.attach(null);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
