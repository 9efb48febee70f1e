// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sending;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Sends prepared requests over HTTP/1.1 and reads their answers. Connects when there is something
/// to send.
public final class HttpConnection implements AutoCloseable {

    private static final int LONGEST_WAIT_MS = 10_000;

    private final InetSocketAddress address;
    private @Nullable Open open;

    public HttpConnection(InetSocketAddress address) {
        this.address = address;
    }

    private record Open(Socket socket, InputStream in) {

        static Open to(InetSocketAddress address) throws IOException {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LONGEST_WAIT_MS);
            socket.connect(address, LONGEST_WAIT_MS);
            return new Open(socket, new BufferedInputStream(socket.getInputStream(), 2048));
        }
    }

    /// @return the answer's status
    public int send(byte[] request) throws IOException {
        if (open == null) {
            open = Open.to(address);
        }
        boolean answered = false;
        try {
            open.socket().getOutputStream().write(request);
            int status = HttpAnswer.status(open.in());
            answered = true;
            return status;
        } finally {
            if (!answered) {
                close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.socket().close();
            open = null;
        }
    }
}
