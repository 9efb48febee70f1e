// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts connections, and hands them on to a port of the loopback address, or to nobody.
final class CountingRelay implements AutoCloseable {

    private final ServerSocket listening;
    private final AtomicInteger connections = new AtomicInteger();

    private CountingRelay(int target) {
        try {
            listening = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(target));
    }

    static CountingRelay to(int port) {
        return new CountingRelay(port);
    }

    /// Accepts, and never says a word.
    static CountingRelay silent() {
        return new CountingRelay(0);
    }

    String authority() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(int target) {
        try {
            while (true) {
                Socket from = listening.accept();
                connections.incrementAndGet();
                if (target > 0) {
                    var to = new Socket(InetAddress.getLoopbackAddress(), target);
                    Thread.ofVirtual().start(() -> pump(from, to));
                    Thread.ofVirtual().start(() -> pump(to, from));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // By either end.
        }
    }
}
