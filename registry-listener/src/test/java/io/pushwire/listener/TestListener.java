// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.pushwire.testing.Eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A whole listener on a free port, and a client that talks to it as registries do.
final class TestListener implements AutoCloseable {

    static final String SECRET = "Bearer s3cr3t-of-the-test";

    private final EmbeddedServer server;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    private TestListener(EmbeddedServer server) {
        this.server = server;
    }

    /// With a source `team` that has [#SECRET], and whatever is given in addition.
    static TestListener start(String bootstrapServers, Map<String, Object> more) {
        var settings =
                new HashMap<String, Object>(
                        Map.of(
                                "micronaut.server.port", -1,
                                "micronaut.server.host", "127.0.0.1",
                                "pushwire.kafka.bootstrap-servers", bootstrapServers,
                                "pushwire.sources.team.dialect", "distribution",
                                "pushwire.sources.team.registry", "registry.example",
                                "pushwire.sources.team.aliases", "registry.svc:5000",
                                "pushwire.sources.team.auth.header.name", "Authorization",
                                "pushwire.sources.team.auth.header.value", SECRET));
        settings.put("pushwire.sources.team.look-up.enabled", "false");
        settings.putAll(more);
        return new TestListener(
                ApplicationContext.run(
                        EmbeddedServer.class, settings, RegistryListener.ENVIRONMENT));
    }

    /// Settings of a further source that believes everybody.
    static Map<String, Object> anonymous(String name, Map<String, Object> more) {
        var settings =
                new HashMap<String, Object>(
                        Map.of(
                                "dialect", "distribution",
                                "registry", "registry.example",
                                "auth.allow-anonymous", "true",
                                "confirm", "after"));
        settings.putAll(more);
        return settings.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> "pushwire.sources." + name + "." + entry.getKey(),
                                Map.Entry::getValue));
    }

    /// Settings of a listener that speaks HTTPS and looks at its files all the time.
    static Map<String, Object> tls(Path certificate, Path key) {
        return Map.of(
                "micronaut.server.ssl.port", "-1",
                "pushwire.tls.enabled", "true",
                "pushwire.tls.certificate", certificate.toString(),
                "pushwire.tls.key", key.toString(),
                "pushwire.tls.check-interval", "50ms");
    }

    void awaitReadiness() {
        Eventually.eventually(
                () -> assertThat(get("/health/readiness").statusCode()).isEqualTo(200));
    }

    int port() {
        return server.getPort();
    }

    ApplicationContext context() {
        return server.getApplicationContext();
    }

    /// With the right secret.
    HttpResponse<String> post(String source, String body) {
        return send(request(source).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    HttpRequest.Builder request(String source) {
        return HttpRequest.newBuilder(uri("/hooks/" + source)).header("Authorization", SECRET);
    }

    URI uri(String path) {
        return URI.create(server.getScheme() + "://127.0.0.1:" + server.getPort() + path);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.getApplicationContext().close();
    }
}
