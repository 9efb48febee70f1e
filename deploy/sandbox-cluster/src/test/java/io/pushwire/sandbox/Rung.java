// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import io.pushwire.sandbox.fault.Faults;
import io.pushwire.sandbox.journal.Journal;
import io.pushwire.sandbox.json.Trees;
import io.pushwire.testing.RealControlPlane;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One API server that the contract is run on, shared by all tests of this JVM.
///
/// @param name as it is in the names of the tests
/// @param kind what may be expected of it beside the API
record Rung(
        String name,
        Kind kind,
        URI baseUrl,
        String kubeconfig,
        Faults faults,
        Journal journal,
        Optional<SandboxCluster> sandbox) {

    enum Kind {
        /// Collects garbage, runs no workloads here.
        SANDBOX,
        /// kube-apiserver alone: no controllers.
        BARE,
        /// With its own controllers and a node that pulls from this machine's registry.
        CLUSTER
    }

    private static @Nullable List<Rung> all;

    /// The sandbox always, and the API server that the environment names: the cluster of
    /// `PUSHWIRE_TEST_KUBECONFIG`, else kube-apiserver and etcd of `KUBEBUILDER_ASSETS`.
    static synchronized Stream<Rung> all() {
        if (all == null) {
            var real = real();
            if (real.isEmpty()) {
                System.out.println(
                        "The contract of the API runs on the sandbox alone. SKIPPED on a real API"
                                + " server: neither PUSHWIRE_TEST_KUBECONFIG nor KUBEBUILDER_ASSETS"
                                + " names one");
            }
            all = Stream.concat(Stream.of(direct(startSandbox())), real.stream()).toList();
        }
        return all.stream();
    }

    /// Every place where faults and a journal are: the sandbox itself, and the proxy before each.
    static Stream<Rung> faulty() {
        var sandbox = startSandbox();
        return Stream.concat(
                Stream.of(
                        direct(sandbox),
                        proxied("proxy before the sandbox", Kind.SANDBOX, sandbox.kubeconfig())),
                all().filter(Rung::isReal));
    }

    private static SandboxCluster startSandbox() {
        return SandboxCluster.start(
                Options.defaults().rollouts(false).bookmarkEvery(Duration.ofMillis(50)));
    }

    private static Rung direct(SandboxCluster sandbox) {
        return new Rung(
                "sandbox",
                Kind.SANDBOX,
                sandbox.baseUrl(),
                sandbox.kubeconfig(),
                sandbox.faults(),
                sandbox.journal(),
                Optional.of(sandbox));
    }

    private static Rung proxied(String name, Kind kind, String kubeconfig) {
        var proxy = FaultProxy.start(kubeconfig);
        return new Rung(
                name,
                kind,
                proxy.baseUrl(),
                proxy.kubeconfig(),
                proxy.faults(),
                proxy.journal(),
                Optional.empty());
    }

    private static Optional<Rung> real() {
        var existing = System.getenv().getOrDefault("PUSHWIRE_TEST_KUBECONFIG", "");
        if (!existing.isBlank()) {
            return Optional.of(proxied("cluster", Kind.CLUSTER, read(Path.of(existing))));
        }
        var assets = System.getenv().getOrDefault("KUBEBUILDER_ASSETS", "");
        return assets.isBlank()
                ? Optional.empty()
                : Optional.of(
                        proxied(
                                "kube-apiserver",
                                Kind.BARE,
                                RealControlPlane.start(Path.of(assets)).kubeconfig()));
    }

    boolean isReal() {
        return kind != Kind.SANDBOX;
    }

    boolean hasControllers() {
        return kind == Kind.CLUSTER;
    }

    /// Makes the first resource version too old, where it is not so anyway.
    void expireHistory() {
        sandbox.ifPresent(SandboxCluster::forgetHistory);
    }

    @Override
    public String toString() {
        return name;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A namespace of one test.
    record Namespace(TestClient client, String name) implements AutoCloseable {
        private static final List<String> WORKLOADS =
                List.of("deployments", "statefulsets", "daemonsets", "replicasets");

        static Namespace create(TestClient client) {
            var made =
                    client.post(
                            "/api/v1/namespaces",
                            "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"generateName\":\"contract-\"}}");
            if (made.code() != 201) {
                throw new AssertionError("No namespace for the test: " + made);
            }
            return new Namespace(client, made.text("metadata", "name"));
        }

        /// @param resource `deployments` of `apps/v1`, or else with its API version: `v1/pods`,
        ///   `batch/v1/cronjobs`
        String path(String resource) {
            var slash = resource.lastIndexOf('/');
            var version = slash < 0 ? "apps/v1" : resource.substring(0, slash);
            return "%s/%s/namespaces/%s/%s"
                    .formatted(
                            version.equals("v1") ? "/api" : "/apis",
                            version,
                            name,
                            resource.substring(slash + 1));
        }

        /// Empties it first: an API server without controllers keeps what is in a namespace that is
        /// deleted.
        @Override
        public void close() {
            WORKLOADS.forEach(kind -> client.delete(path(kind)));
            client.delete(path("v1/pods") + "?gracePeriodSeconds=0");
            client.delete("/api/v1/namespaces/" + name);
        }

        /// The names of a collection's objects.
        List<String> names(String path) {
            return Trees.listAt(client.get(path).body(), "items").stream()
                    .map(item -> Trees.text(item.asJsonObject(), "metadata", "name"))
                    .toList();
        }
    }
}
