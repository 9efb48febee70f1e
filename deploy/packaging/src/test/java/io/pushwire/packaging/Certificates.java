// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import io.pushwire.testing.TestAuthority;

import org.apache.kafka.clients.admin.Admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// By certificate: TLS on both sides, with the files that Strimzi and cert-manager write.
final class Certificates implements Credentials {

    private static final String PASSWORD = "of a keystore";

    private final TestAuthority authority = TestAuthority.create();
    private final Path directory;
    private final Path authorityFile;

    Certificates() throws IOException {
        this.directory = Files.createTempDirectory("pushwire-test-kafka-certificates");
        this.authorityFile = authority.certificateFile(directory.resolve("ca.crt"));
    }

    @Override
    public String kafkaValues() {
        return "tls: {enabled: true, ca: {secret: ca}, client: {secret: user}}";
    }

    @Override
    public String userValues() {
        return "{enabled: true, authentication: tls}";
    }

    @Override
    public String protocol() {
        return "SSL";
    }

    @Override
    public Map<String, String> brokerSettings() {
        Map<String, String> settings = stores();
        settings.put("ssl.client.auth", "required");
        settings.put("ssl.key.password", PASSWORD);
        return settings;
    }

    @Override
    public Map<String, String> superuser() {
        Map<String, String> settings = stores();
        settings.put("security.protocol", protocol());
        return settings;
    }

    /// The administrator's certificate, and whom to trust.
    private Map<String, String> stores() {
        return new HashMap<>(
                Map.of(
                        "ssl.keystore.type",
                        "PKCS12",
                        "ssl.keystore.location",
                        keystore("admin").toString(),
                        "ssl.keystore.password",
                        PASSWORD,
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.location",
                        authorityFile.toString()));
    }

    @Override
    public String principal(String user) {
        return "User:CN=" + user;
    }

    /// Nothing: whom the authority signed for, it knows.
    @Override
    public void know(Admin admin, String user) {}

    @Override
    public Login login(String user) {
        return new Login(
                Map.of("KAFKA_SSL_KEYSTORE_PASSWORD", PASSWORD),
                Map.of(
                        "/etc/pushwire/kafka-ca/ca.crt",
                        authorityFile,
                        "/etc/pushwire/kafka-client/user.p12",
                        keystore(user)));
    }

    private Path keystore(String user) {
        Path file = directory.resolve(user + ".p12");
        return Files.exists(file) ? file : authority.keystore(file, user, PASSWORD);
    }
}
