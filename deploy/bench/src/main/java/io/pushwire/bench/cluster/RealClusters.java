// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.cluster;

import io.pushwire.bench.process.ChildProcess;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/// kube-apiserver on etcd, both as they are installed: etcd writes through to the disk. Each
/// cluster has a prefix of its own in etcd. No controllers run.
public final class RealClusters implements Clusters {

    private static final String TOKEN = "of-the-benchmark";
    // One line for each PATCH, when it has been answered.
    private static final String AUDIT_POLICY =
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived, ResponseStarted]
            rules:
            - level: Metadata
              verbs: [patch]
              resources: [{group: apps, resources: [deployments]}]
            - level: None
            """;

    private final Path assets;
    private final Path directory;
    private final ChildProcess etcd;
    private final int etcdPort;

    /// @param assets folder with `kube-apiserver` and `etcd`, as setup-envtest lays it out
    public RealClusters(Path assets, Path directory) throws IOException {
        this.assets = assets;
        this.directory = directory;
        this.etcdPort = ChildProcess.freePort();
        String client = "http://127.0.0.1:" + etcdPort;
        String peer = "http://127.0.0.1:" + ChildProcess.freePort();
        Files.writeString(directory.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
        Files.writeString(directory.resolve("sa.key"), privateKey());
        Files.writeString(directory.resolve("audit.yml"), AUDIT_POLICY);
        this.etcd =
                ChildProcess.start(
                        "etcd",
                        new ProcessBuilder(
                                assets.resolve("etcd").toString(),
                                "--data-dir=" + directory.resolve("etcd"),
                                "--listen-client-urls=" + client,
                                "--advertise-client-urls=" + client,
                                "--listen-peer-urls=" + peer),
                        directory.resolve("etcd.log"));
    }

    @Override
    public String title() {
        return version("kube-apiserver") + " on " + version("etcd");
    }

    @Override
    public ApiServerProcess start(String name) throws IOException, InterruptedException {
        int port = ChildProcess.freePort();
        Path audit = Files.createTempFile(directory, "audit", ".log");
        Path output = directory.resolve("apiserver-" + port + ".log");
        String key = directory.resolve("sa.key").toString();
        ChildProcess server =
                ChildProcess.start(
                        "kube-apiserver",
                        new ProcessBuilder(
                                assets.resolve("kube-apiserver").toString(),
                                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                                "--etcd-prefix=/" + name,
                                "--cert-dir=" + directory.resolve("certificates"),
                                "--bind-address=127.0.0.1",
                                "--secure-port=" + port,
                                "--service-account-issuer=https://kubernetes.default.svc",
                                "--service-account-key-file=" + key,
                                "--service-account-signing-key-file=" + key,
                                "--token-auth-file=" + directory.resolve("tokens.csv"),
                                "--authorization-mode=RBAC",
                                "--service-cluster-ip-range=10.96.0.0/16",
                                "--disable-admission-plugins=ServiceAccount",
                                "--audit-policy-file=" + directory.resolve("audit.yml"),
                                "--audit-log-path=" + audit),
                        output);
        Path kubeconfig = Files.createTempFile(directory, "cluster", ".kubeconfig");
        Files.writeString(kubeconfig, kubeconfig(port));
        var client = new KubeClient(kubeconfig);
        server.await(() -> isReady(client));
        return new Running(server, kubeconfig, new AuditLog(audit));
    }

    private static boolean isReady(KubeClient client) {
        try {
            return client.send("GET", "/readyz", "").isGood();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String kubeconfig(int port) {
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

    /// The first line of what it says of itself.
    private String version(String program) {
        try {
            Process asked =
                    new ProcessBuilder(List.of(assets.resolve(program).toString(), "--version"))
                            .redirectErrorStream(true)
                            .start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse(program);
        } catch (IOException unknown) {
            return program;
        }
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

    @Override
    public void close() {
        etcd.close();
    }

    private record Running(ChildProcess server, Path kubeconfig, AuditLog audit)
            implements ApiServerProcess {

        @Override
        public List<Write> writes() throws IOException {
            return audit.writes();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
