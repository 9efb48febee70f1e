// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The real Docker Distribution (`docker-registry` on the PATH, as Debian packages it) on a free
/// port of the loopback address.
public final class RegistryProcess implements AutoCloseable {

    private final Path configuration;
    private final Setup setup;
    private final int port;
    private ChildProcess process;

    private RegistryProcess(Path configuration, Setup setup, int port) {
        this.configuration = configuration;
        this.setup = setup;
        this.port = port;
        this.process = serve(configuration, port);
    }

    /// What to start. The parts are YAML of its configuration file, each empty or a whole section:
    /// https://distribution.github.io/distribution/about/configuration/
    public record Setup(Optional<TestCertificate> tls, String auth, String notifications) {

        public static final Setup ANONYMOUS = new Setup(Optional.empty(), "", "");

        public Setup overTls(TestCertificate certificate) {
            return new Setup(Optional.of(certificate), auth, notifications);
        }

        /// One user, by htpasswd.
        public Setup behindPassword(String user, String password) {
            try {
                // The cheapest that bcrypt allows: a test must not wait for a good one.
                String hash = OpenBSDBCrypt.generate("2y", password.toCharArray(), new byte[16], 4);
                Path file = Files.createTempFile("pushwire-test", ".htpasswd");
                Files.writeString(file, user + ":" + hash + "\n");
                return withAuth("auth: {htpasswd: {realm: test, path: '%s'}}".formatted(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Tokens of a service that signs with this certificate's key and names it in `x5c`.
        public Setup behindTokens(URI realm, String service, TestCertificate issuer) {
            return withAuth(
                    "auth: {token: {realm: '%s', service: '%s', issuer: test, rootcertbundle: '%s'}}"
                            .formatted(realm, service, issuer.certificateFile()));
        }

        /// Sends its events there, with this header; tries again every 100 ms.
        public Setup notifying(URI hook, String header, String value) {
            return new Setup(
                    tls,
                    auth,
                    """
                    notifications:
                      endpoints:
                        - name: pushwire
                          url: '%s'
                          headers: {'%s': ['%s']}
                          timeout: 1s
                          threshold: 3
                          backoff: 100ms
                    """
                            .formatted(hook, header, value));
        }

        private Setup withAuth(String section) {
            return new Setup(tls, section, notifications);
        }

        private String yaml(Path storage, int port) {
            String certificates =
                    tls.map(pair ->
                                    ", tls: {certificate: '%s', key: '%s'}"
                                            .formatted(pair.certificateFile(), pair.keyFile()))
                            .orElse("");
            return """
            version: 0.1
            log: {level: warn, accesslog: {disabled: true}}
            storage:
              filesystem: {rootdirectory: '%s'}
              delete: {enabled: true}
              maintenance: {uploadpurging: {enabled: false}}
            http: {addr: '127.0.0.1:%d'%s}
            %s
            %s
            """
                    .formatted(storage, port, certificates, auth, notifications);
        }
    }

    /// Skips the test, and says so in the build's log, where there is no registry to start.
    public static void assumeInstalled() {
        boolean installed =
                List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "docker-registry")));
        if (!installed) {
            System.out.println(
                    "SKIPPED tests with a real registry: no docker-registry on the PATH");
        }
        Assumptions.assumeTrue(installed, "no docker-registry on the PATH");
    }

    /// Anonymous and over plain HTTP.
    public static RegistryProcess start() {
        return start(Setup.ANONYMOUS);
    }

    public static RegistryProcess start(Setup setup) {
        assumeInstalled();
        try {
            Path directory = Files.createTempDirectory("pushwire-test-registry");
            int port = Ports.free();
            Path file = directory.resolve("config.yml");
            Files.writeString(file, setup.yaml(directory.resolve("storage"), port));
            return new RegistryProcess(file, setup, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As it stands in front of a repository: `127.0.0.1:5000`.
    public String host() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public URI uri() {
        return URI.create((setup.tls().isPresent() ? "https://" : "http://") + host());
    }

    public String output() {
        return process.output();
    }

    public void stop() {
        process.terminate();
    }

    /// On the same port, with what it stored.
    public void startAgain() {
        process = serve(configuration, port);
    }

    @Override
    public void close() {
        process.close();
    }

    private static ChildProcess serve(Path configuration, int port) {
        var process =
                ChildProcess.start(List.of("docker-registry", "serve", configuration.toString()));
        Eventually.eventually(() -> connect(process, port));
        return process;
    }

    private static void connect(ChildProcess process, int port) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("docker-registry ended: " + process.output());
        }
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
}
