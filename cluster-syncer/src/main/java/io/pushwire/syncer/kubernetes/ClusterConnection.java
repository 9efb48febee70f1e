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
import java.util.Optional;

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
            throw unreadable(unreadable);
        }
    }

    /// For who watches nothing: everything is to be answered soon.
    ///
    /// @throws IllegalStateException likewise
    static ApiServer openOnce(KubernetesConfig config) {
        try {
            ApiClient client = client(config, ANSWER);
            return new ApiServer(client, client);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static IllegalStateException unreadable(IOException why) {
        return new IllegalStateException(
                "Tried to read how to reach the cluster but " + why.getMessage(), why);
    }

    /// The namespace that kubectl would take: that of the kubeconfig's context, else that of the
    /// pod, else `default`.
    static String namespace(KubernetesConfig config) {
        try {
            Optional<Path> file = file(config);
            String found =
                    file.isPresent()
                            ? kubeconfig(file.get(), config.context()).getNamespace()
                            : Files.readString(Path.of(Config.SERVICEACCOUNT_NAMESPACE_PATH))
                                    .strip();
            return found == null || found.isBlank() ? "default" : found;
        } catch (IOException unreadable) {
            return "default";
        }
    }

    private static ApiClient client(KubernetesConfig config, Duration readTimeout)
            throws IOException {
        var client = new UntypedApiClient();
        builder(config).setReadTimeout(readTimeout).setApiClient(client).build();
        client.connected();
        client.setUserAgent("pushwire-cluster-syncer");
        client.setHttpClient(client.getHttpClient().newBuilder().connectTimeout(CONNECT).build());
        return client;
    }

    private static ClientBuilder builder(KubernetesConfig config) throws IOException {
        Optional<Path> file = file(config);
        return file.isPresent()
                ? ClientBuilder.kubeconfig(kubeconfig(file.get(), config.context()))
                : ClientBuilder.cluster();
    }

    /// Empty in a pod with a service account.
    private static Optional<Path> file(KubernetesConfig config) {
        if (config.kubeconfig() != null) {
            Path named = Path.of(config.kubeconfig());
            if (!Files.exists(named)) {
                throw new IllegalStateException("there is no kubeconfig " + named);
            }
            return Optional.of(named);
        }
        if (Files.exists(Path.of(Config.SERVICEACCOUNT_TOKEN_PATH))) {
            return Optional.empty();
        }
        String variable = System.getenv("KUBECONFIG");
        Path file =
                variable == null || variable.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".kube", "config")
                        : Path.of(variable);
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    ("no cluster: this is no pod with a service account, and %s does not exist;"
                                    + " set pushwire.kubernetes.kubeconfig")
                            .formatted(file));
        }
        return Optional.of(file);
    }

    private static KubeConfig kubeconfig(Path file, @Nullable String context) throws IOException {
        try (Reader text = Files.newBufferedReader(file)) {
            KubeConfig kubeconfig = KubeConfig.loadKubeConfig(text);
            kubeconfig.setFile(file.toFile());
            if (context != null && !kubeconfig.setContext(context)) {
                throw new IllegalStateException(
                        "pushwire.kubernetes.context \"%s\" is not in %s".formatted(context, file));
            }
            return kubeconfig;
        }
    }
}
