// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import io.pushwire.bench.sending.HttpConnection;

import java.io.IOException;
import java.net.InetSocketAddress;

/// Posts notifications over HTTP/1.1, on one connection or on a new one for each.
final class HttpCall implements Call {

    private static final int ACCEPTED = 202;

    private final HttpConnection connection;
    private final Notifications notifications;
    private final boolean newConnections;

    HttpCall(InetSocketAddress address, Notifications notifications, boolean newConnections) {
        this.connection = new HttpConnection(address);
        this.notifications = notifications;
        this.newConnections = newConnections;
    }

    @Override
    public boolean make(long number) throws IOException {
        try {
            return connection.send(notifications.request(number)) == ACCEPTED;
        } finally {
            if (newConnections) {
                close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
