// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.KubeConfig;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Opens the connections to the API server that the configuration names.
final class ClusterConnection {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration WATCH =
            Duration.ofSeconds(ObjectListerWatcher.WATCH_SECONDS + 10);

    private ClusterConnection() {}

    /// @throws IllegalStateException if there is no cluster to be found, saying where was looked
    static ApiServer open(KubernetesConfig config) {
        try {
            return new ApiServer(client(config, WATCH), client(config, ANSWER));
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    "Tried to read how to reach the cluster but " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static ApiClient client(KubernetesConfig config, Duration readTimeout)
            throws IOException {
        ApiClient client = builder(config).setReadTimeout(readTimeout).build();
        client.setUserAgent("pushwire-cluster-syncer");
        client.setHttpClient(client.getHttpClient().newBuilder().connectTimeout(CONNECT).build());
        return client;
    }

    private static ClientBuilder builder(KubernetesConfig config) throws IOException {
        if (config.kubeconfig() != null) {
            return fromFile(Path.of(config.kubeconfig()), config.context());
        }
        if (Files.exists(Path.of(Config.SERVICEACCOUNT_TOKEN_PATH))) {
            return ClientBuilder.cluster();
        }
        String named = System.getenv("KUBECONFIG");
        Path file =
                named == null || named.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".kube", "config")
                        : Path.of(named);
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    ("no cluster: this is no pod with a service account, and %s does not exist;"
                                    + " set pushwire.kubernetes.kubeconfig")
                            .formatted(file));
        }
        return fromFile(file, config.context());
    }

    private static ClientBuilder fromFile(Path file, @Nullable String context) throws IOException {
        try (Reader text = Files.newBufferedReader(file)) {
            KubeConfig kubeconfig = KubeConfig.loadKubeConfig(text);
            kubeconfig.setFile(file.toFile());
            if (context != null && !kubeconfig.setContext(context)) {
                throw new IllegalStateException(
                        "pushwire.kubernetes.context \"%s\" is not in %s".formatted(context, file));
            }
            return ClientBuilder.kubeconfig(kubeconfig);
        }
    }
}
