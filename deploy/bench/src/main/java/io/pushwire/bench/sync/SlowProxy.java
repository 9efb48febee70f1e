// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A registry that is far away: whatever it answers arrives so much later. How much it can answer
/// is not less.
final class SlowProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final ServerSocket server;
    private final int target;
    private final Duration delay;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private SlowProxy(ServerSocket server, int target, Duration delay) {
        this.server = server;
        this.target = target;
        this.delay = delay;
    }

    /// @param target a port of the loopback interface
    static SlowProxy start(int target, Duration delay) throws IOException {
        var server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        var proxy = new SlowProxy(server, target, delay);
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                threads.execute(() -> connect(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        try (near;
                var far = new Socket(InetAddress.getLoopbackAddress(), target)) {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            var late = new LinkedBlockingQueue<Late>();
            Future<?> written = threads.submit(() -> write(late, near));
            threads.execute(() -> forward(near, far));
            read(far.getInputStream(), late);
            // What is on its way arrives before the connection ends.
            written.get();
        } catch (IOException | ExecutionException cut) {
            // Both ends see it.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks at once.
    private static void forward(Socket near, Socket far) {
        try {
            near.getInputStream().transferTo(far.getOutputStream());
            far.shutdownOutput();
        } catch (IOException cut) {
            // Both ends see it.
        }
    }

    private void read(InputStream from, BlockingQueue<Late> into) throws IOException {
        var buffer = new byte[BUFFER];
        try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                var bytes = Arrays.copyOf(buffer, read);
                into.add(new Late(bytes, System.nanoTime() + delay.toNanos()));
            }
        } finally {
            into.add(new Late(new byte[0], System.nanoTime() + delay.toNanos()));
        }
    }

    private static void write(BlockingQueue<Late> late, Socket near) {
        try {
            OutputStream out = near.getOutputStream();
            for (Late next = late.take(); next.bytes.length > 0; next = late.take()) {
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next.due - System.nanoTime()));
                out.write(next.bytes);
            }
            near.shutdownOutput();
        } catch (IOException cut) {
            // Both ends see it.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// Some bytes, and when they are due; none at the end.
    private static final class Late {

        private final byte[] bytes;
        private final long due;

        Late(byte[] bytes, long due) {
            this.bytes = bytes;
            this.due = due;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException closing) {
            System.err.println("Tried to stop the proxy but " + closing);
        }
        threads.shutdownNow();
    }
}
