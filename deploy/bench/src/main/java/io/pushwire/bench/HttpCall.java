// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Posts notifications over HTTP/1.1, on one connection or on a new one for each.
final class HttpCall implements Call {

    private static final int LONGEST_WAIT_MS = 10_000;
    private static final int ACCEPTED = 202;

    private final InetSocketAddress address;
    private final Notifications notifications;
    private final boolean newConnections;
    private @Nullable Connection connection;

    HttpCall(InetSocketAddress address, Notifications notifications, boolean newConnections) {
        this.address = address;
        this.notifications = notifications;
        this.newConnections = newConnections;
    }

    private record Connection(Socket socket, InputStream in) {

        static Connection to(InetSocketAddress address) throws IOException {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LONGEST_WAIT_MS);
            socket.connect(address, LONGEST_WAIT_MS);
            return new Connection(socket, new BufferedInputStream(socket.getInputStream(), 2048));
        }
    }

    @Override
    public boolean make(long number) throws IOException {
        if (connection == null) {
            connection = Connection.to(address);
        }
        boolean answered = false;
        try {
            connection.socket().getOutputStream().write(notifications.request(number));
            boolean good = HttpAnswer.status(connection.in()) == ACCEPTED;
            answered = true;
            return good;
        } finally {
            if (newConnections || !answered) {
                close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.socket().close();
            connection = null;
        }
    }
}
