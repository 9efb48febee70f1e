// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports of 127.0.0.1.
final class LocalPorts {

    private LocalPorts() {}

    /// The wanted one, or any free one if that is taken.
    static int free(int wanted) throws IOException {
        try {
            return open(wanted);
        } catch (IOException taken) {
            return open(0);
        }
    }

    private static int open(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
