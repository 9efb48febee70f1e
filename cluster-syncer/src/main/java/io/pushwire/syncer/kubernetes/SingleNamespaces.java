// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.runtime.Backoff;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The policies of a few namespaces, each read by itself: a Role in a namespace allows to get it,
/// while to list or watch namespaces needs a right on the whole cluster.
final class SingleNamespaces implements NamespacePolicies {

    private static final Logger LOG = LoggerFactory.getLogger(SingleNamespaces.class);

    private final ApiServer server;
    private final List<String> names;
    private final Duration pause;
    private final Map<String, Optional<String>> policies = new ConcurrentHashMap<>();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("namespaces").unstarted(this::run);

    /// @param pause between two readings
    SingleNamespaces(ApiServer server, List<String> names, Duration pause) {
        this.server = server;
        this.names = names;
        this.pause = pause;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void list() throws InterruptedException {
        var backoff = new Backoff();
        readAll();
        while (!synced()) {
            backoff.pause();
            readAll();
        }
    }

    @Override
    public boolean synced() {
        return names.stream()
                .allMatch(name -> policies.containsKey(name) || forbidden.contains(name));
    }

    @Override
    public Optional<String> policy(String namespace) {
        return policies.getOrDefault(namespace, Optional.empty());
    }

    @Override
    public Optional<String> missingRight() {
        return forbidden.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "policies of namespaces are not read: that needs the verb get on namespaces"
                                + " in "
                                + String.join(", ", forbidden.stream().sorted().toList()));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                readAll();
                Thread.sleep(pause);
            }
        } catch (InterruptedException stopping) {
            LOG.debug("stopping");
        }
    }

    private void readAll() throws InterruptedException {
        for (String name : names) {
            read(name);
        }
    }

    private void read(String name) throws InterruptedException {
        try {
            var answer =
                    KubernetesWorkloads.send(
                            server.read("/api/v1/namespaces/" + KindDefinition.segment(name)));
            switch (answer.code()) {
                case HttpURLConnection.HTTP_OK -> {
                    var in = new JsonReader(new StringReader(answer.body()));
                    policies.put(name, WatchedNamespace.read(in).policy());
                    forbidden.remove(name);
                }
                case HttpURLConnection.HTTP_NOT_FOUND -> policies.put(name, Optional.empty());
                case HttpURLConnection.HTTP_FORBIDDEN -> {
                    if (forbidden.add(name)) {
                        LOG.warn("{}", missingRight().orElse(""));
                    }
                }
                default -> LOG.warn("Tried to read namespace {} but {}", name, answer.problem());
            }
        } catch (IOException | ApiException | IllegalStateException failed) {
            LOG.warn("Tried to read namespace {} but {}", name, failed.getMessage());
        }
    }
}
