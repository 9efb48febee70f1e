// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// kube-apiserver and etcd as processes of their own, for the life of this JVM. No controllers run:
/// what a controller would write, a test writes.
public final class RealControlPlane {

    private static final String TOKEN = "test-token";

    private final int port;

    private RealControlPlane(int port) {
        this.port = port;
    }

    /// @param assets folder with `kube-apiserver` and `etcd`, as setup-envtest lays it out
    public static RealControlPlane start(Path assets) {
        try {
            Path folder = Files.createTempDirectory("pushwire-test-apiserver");
            int etcd = startEtcd(assets, folder);
            int port = Ports.free();
            Files.writeString(
                    folder.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
            Files.writeString(folder.resolve("sa.key"), privateKey());
            ChildProcess server = startApiServer(assets, folder, etcd, port);
            var plane = new RealControlPlane(port);
            Eventually.get(
                    Duration.ofSeconds(60),
                    () -> {
                        if (!server.isAlive()) {
                            throw new IllegalStateException(server.output());
                        }
                        return server.output().contains("Serving securely")
                                ? Optional.of(true)
                                : Optional.empty();
                    });
            return plane;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text of a kubeconfig file with every right.
    public String kubeconfig() {
        return """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
        users: [{name: u, user: {token: %s}}]
        contexts: [{name: x, context: {cluster: c, user: u}}]
        current-context: x
        """
                .formatted(port, TOKEN);
    }

    private static int startEtcd(Path assets, Path folder) {
        int client = Ports.free();
        int peer = Ports.free();
        ChildProcess.start(
                List.of(
                        assets.resolve("etcd").toString(),
                        "--data-dir=" + folder.resolve("etcd"),
                        "--unsafe-no-fsync",
                        "--listen-client-urls=http://127.0.0.1:" + client,
                        "--advertise-client-urls=http://127.0.0.1:" + client,
                        "--listen-peer-urls=http://127.0.0.1:" + peer));
        return client;
    }

    private static ChildProcess startApiServer(Path assets, Path folder, int etcd, int port) {
        String key = folder.resolve("sa.key").toString();
        return ChildProcess.start(
                List.of(
                        assets.resolve("kube-apiserver").toString(),
                        "--etcd-servers=http://127.0.0.1:" + etcd,
                        "--cert-dir=" + folder.resolve("certs"),
                        "--bind-address=127.0.0.1",
                        "--secure-port=" + port,
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-key-file=" + key,
                        "--service-account-signing-key-file=" + key,
                        "--token-auth-file=" + folder.resolve("tokens.csv"),
                        "--authorization-mode=RBAC",
                        "--service-cluster-ip-range=10.96.0.0/16",
                        "--disable-admission-plugins=ServiceAccount"));
    }

    private static String privateKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getMimeEncoder().encodeToString(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
