// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwire.testing.Eventually;
import io.pushwire.testing.Ports;
import io.pushwire.testing.TestCertificate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import javax.net.ssl.SSLSocket;

/// Files are replaced while the listener runs. No Kafka is needed for that.
final class CertificateRenewalIT {

    private final TestCertificate old = TestCertificate.selfSigned();
    private final TestCertificate renewed = TestCertificate.selfSigned();
    private final Trust trust = new Trust(List.of(old, renewed));

    @TempDir private Path directory;
    private Path certificate;
    private Path key;

    @BeforeEach
    void write() throws IOException {
        certificate = directory.resolve("tls.crt");
        key = directory.resolve("tls.key");
        Files.copy(old.certificateFile(), certificate);
        Files.copy(old.keyFile(), key);
    }

    @Test
    void aRenewedPairIsShownToNewConnectionsAndOldOnesGoOn() throws IOException {
        try (var listener = start();
                SSLSocket running = trust.connect(listener.port())) {
            assertThat(trust.shownBy(listener.port())).isEqualTo(old.certificate());

            replace(renewed.keyFile(), key);
            replace(renewed.certificateFile(), certificate);

            awaitRenewal(listener);
            assertThat(statusOf(running)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aSecretThatKubernetesSwapsIsSeen() throws IOException {
        Path first = data("first", old);
        Path second = data("second", renewed);
        Path link = Files.createSymbolicLink(directory.resolve("..data"), first.getFileName());
        Files.delete(certificate);
        Files.delete(key);
        Files.createSymbolicLink(certificate, Path.of("..data", "tls.crt"));
        Files.createSymbolicLink(key, Path.of("..data", "tls.key"));
        try (var listener = start()) {
            assertThat(trust.shownBy(listener.port())).isEqualTo(old.certificate());

            Path next =
                    Files.createSymbolicLink(directory.resolve("..data_tmp"), second.getFileName());
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);

            awaitRenewal(listener);
        }
    }

    @Test
    void whatCannotBeUsedKeepsTheOldPairUntilItIsMended() throws IOException {
        try (var listener = start()) {
            replace(renewed.certificateFile(), certificate);
            awaitMetric(listener, "pushwire_tls_renewal_failing 1.0");
            assertThat(trust.shownBy(listener.port())).isEqualTo(old.certificate());

            Files.writeString(certificate, "nonsense");
            Files.delete(key);
            awaitMetric(listener, "pushwire_tls_renewal_failing 1.0");
            assertThat(trust.shownBy(listener.port())).isEqualTo(old.certificate());

            replace(renewed.certificateFile(), certificate);
            replace(renewed.keyFile(), key);
            awaitRenewal(listener);
            awaitMetric(listener, "pushwire_tls_renewal_failing 0.0");
            assertThat(metrics(listener))
                    .contains("pushwire_tls_certificate_expiry")
                    .doesNotContain("pushwire_tls_certificate_expiry 0.0");
        }
    }

    @Test
    void aPairThatCannotBeUsedEndsTheStart() throws IOException {
        replace(renewed.keyFile(), key);

        assertThatThrownBy(this::start)
                .rootCause()
                .hasMessageContaining("the key is not that of the certificate")
                .hasMessageContaining(key.toString());
    }

    private TestListener start() {
        return TestListener.start("127.0.0.1:" + Ports.free(), TestListener.tls(certificate, key));
    }

    private void awaitRenewal(TestListener listener) {
        Eventually.eventually(
                () -> assertThat(trust.shownBy(listener.port())).isEqualTo(renewed.certificate()));
    }

    private void awaitMetric(TestListener listener, String line) {
        Eventually.eventually(() -> assertThat(metrics(listener)).contains(line));
    }

    private String metrics(TestListener listener) throws IOException {
        try (SSLSocket socket = trust.connect(listener.port())) {
            ask(socket, "/prometheus", "Connection: close\r\n");
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String statusOf(SSLSocket socket) throws IOException {
        ask(socket, "/health/liveness", "");
        var line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int read = in.read(); read != '\r'; read = in.read()) {
            line.append((char) read);
        }
        return line.toString();
    }

    private static void ask(SSLSocket socket, String path, String header) throws IOException {
        socket.getOutputStream()
                .write(
                        "GET %s HTTP/1.1\r\nHost: listener\r\n%s\r\n"
                                .formatted(path, header)
                                .getBytes(StandardCharsets.US_ASCII));
    }

    private Path data(String name, TestCertificate pair) throws IOException {
        Path data = Files.createDirectory(directory.resolve(name));
        Files.copy(pair.certificateFile(), data.resolve("tls.crt"));
        Files.copy(pair.keyFile(), data.resolve("tls.key"));
        return data;
    }

    /// As those do who renew: the new file takes the place of the old one.
    private void replace(Path content, Path target) throws IOException {
        Path next = directory.resolve("next");
        Files.copy(content, next, StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
