// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A sender that stops in the middle, as no HTTP client does.
final class RawHttp {

    private static final int PATIENCE_MS = 5_000;

    private RawHttp() {}

    /// Sends only this much and waits for an answer.
    static String firstLine(int port, String sent) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
            var in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return String.valueOf(in.readLine());
        }
    }
}
