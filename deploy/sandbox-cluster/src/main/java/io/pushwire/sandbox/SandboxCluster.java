// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import io.pushwire.sandbox.api.AdminPaths;
import io.pushwire.sandbox.api.ApiServer;
import io.pushwire.sandbox.api.Cluster;
import io.pushwire.sandbox.api.Manifests;
import io.pushwire.sandbox.fault.Faults;
import io.pushwire.sandbox.gate.Gate;
import io.pushwire.sandbox.http.HttpPort;
import io.pushwire.sandbox.journal.Journal;
import io.pushwire.sandbox.rollout.RolloutController;
import io.pushwire.sandbox.rollout.RolloutOptions;
import io.pushwire.sandbox.store.Pages;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.ResourceTypes;
import io.pushwire.sandbox.store.Store;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A running sandbox cluster. Everything is in memory and gone when it is closed.
public final class SandboxCluster implements AutoCloseable {
    private static final List<String> NAMESPACES =
            List.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final Cluster cluster;
    private final Manifests manifests;
    private final Faults faults = new Faults();
    private final Journal journal;
    private final HttpPort port;
    private Optional<RolloutController> rollouts = Optional.empty();

    private SandboxCluster(Options options) {
        cluster =
                new Cluster(
                        new ResourceTypes(),
                        new Store(options.historySize()),
                        new Pages(options.clock()),
                        options.clock(),
                        options.bookmarkEvery().toNanos());
        manifests = new Manifests(cluster);
        journal = new Journal(options.journalSize());
        manifests.ensureNamespaces(NAMESPACES);
        manifests.load(FirstObjects.YAML);
        var gate = new Gate(faults, journal, options.clock(), new ApiServer(cluster));
        port =
                HttpPort.open(
                        options.allInterfaces() ? HttpPort.EVERYWHERE : HttpPort.THIS_MACHINE,
                        options.port(),
                        new AdminPaths(cluster, faults, journal, gate));
    }

    public static SandboxCluster start() {
        return start(Options.defaults());
    }

    /// Throws [java.io.UncheckedIOException] when the port is taken.
    public static SandboxCluster start(Options options) {
        var sandbox = new SandboxCluster(options);
        if (options.rollouts()) {
            sandbox.rollouts =
                    Optional.of(
                            RolloutController.start(
                                    RolloutOptions.of(sandbox.baseUrl())
                                            .podStart(options.podStart())));
        }
        return sandbox;
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port.number());
    }

    public int port() {
        return port.number();
    }

    /// The text of a kubeconfig file whose current context is this cluster.
    public String kubeconfig() {
        return Kubeconfig.text(baseUrl());
    }

    public Faults faults() {
        return faults;
    }

    /// The writes that came over HTTP; what [#load] stores is not among them.
    public Journal journal() {
        return journal;
    }

    /// Stores the objects of a manifest, YAML with several documents or JSON, a `List` among them.
    /// Objects may bring their status along; namespaces that are missing are made.
    ///
    /// Gives the number of objects; throws [IllegalArgumentException] with a sentence for what no
    /// cluster would take.
    public int load(String manifest) {
        return manifests.load(manifest);
    }

    /// Serves a further kind from now on.
    public void register(ResourceType type) {
        cluster.types().register(type);
    }

    /// Makes every earlier resource version and every begun list too old, as a compaction does: the
    /// next watch from one of them is told 410.
    public void forgetHistory() {
        cluster.forgetHistory();
    }

    @Override
    public void close() {
        rollouts.ifPresent(RolloutController::close);
        faults.clear();
        port.close();
    }

    public static void main(String[] arguments) {
        System.exit(CommandLine.run(arguments, System.out, System.err));
    }
}
