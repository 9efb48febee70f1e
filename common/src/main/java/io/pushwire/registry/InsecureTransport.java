// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;

/// How a registry is reached whose owner says that it need not be safe, as Docker does it for its
/// `insecure-registries`: by TLS whose certificate nobody checks where the port speaks TLS, else
/// without TLS.
public final class InsecureTransport {

    private static final int TLS_PORT = 443;
    private static final int HANDSHAKE = 0x16;
    private static final int ALERT = 0x15;

    private InsecureTransport() {}

    /// Says hello once, and hangs up.
    ///
    /// @param api host and port
    /// @param patience for connecting, and again for the answer
    public static Transport find(String api, Duration patience) {
        URI address = URI.create("https://" + api);
        int port = address.getPort() < 0 ? TLS_PORT : address.getPort();
        int millis = Math.toIntExact(patience.toMillis());
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(hello());
            int first = socket.getInputStream().read();
            return first == HANDSHAKE || first == ALERT
                    ? new Transport.TlsUnverified()
                    : new Transport.PlainHttp();
        } catch (IOException silent) {
            return new Transport.PlainHttp();
        }
    }

    /// A ClientHello of TLS 1.2 (https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1.2) with one
    /// cipher suite. Whoever speaks TLS answers it with a handshake or an alert. Its random part is
    /// line ends, so that whoever speaks HTTP sees the end of a request that it cannot read, and
    /// answers too.
    private static byte[] hello() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex("160301002d010000290303"));
        bytes.writeBytes("\r\n".repeat(16).getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(HexFormat.of().parseHex("000002c02f0100"));
        return bytes.toByteArray();
    }
}
