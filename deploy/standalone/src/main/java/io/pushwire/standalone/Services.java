// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import io.pushwire.kafka.ComingKafka;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Listener and syncer in one application context: one HTTP server, one configuration.
final class Services implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    // Later ones stand above earlier ones.
    private static final String[] ENVIRONMENTS = {"listener", "syncer", "standalone"};
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ApplicationContext context;
    private final EmbeddedServer server;

    private Services(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /// @param properties stand above everything else
    /// @param file the user's configuration, above our own files and below environment variables
    /// @param kafka which they wait for in the background
    /// @throws StartFailedException if they cannot run with it
    static Services start(Map<String, Object> properties, Optional<Path> file, ComingKafka kafka)
            throws StartFailedException {
        List<PropertySource> sources = new ArrayList<>();
        if (file.isPresent()) {
            sources.add(read(file.get()));
        }
        ApplicationContext context =
                ApplicationContext.builder()
                        .environments(ENVIRONMENTS)
                        .deduceEnvironment(false)
                        .banner(false)
                        .properties(properties)
                        .propertySources(sources.toArray(PropertySource[]::new))
                        .singletons(kafka)
                        .build();
        try {
            context.start();
            var server = context.getBean(EmbeddedServer.class);
            server.start();
            return new Services(context, server);
        } catch (RuntimeException failed) {
            LOG.debug("start", failed);
            context.close();
            throw new StartFailedException(explain(failed), failed);
        }
    }

    private static PropertySource read(Path file) throws StartFailedException {
        try (InputStream text = Files.newInputStream(file)) {
            Map<String, Object> settings =
                    new YamlPropertySourceLoader().read(file.toString(), text);
            return PropertySource.of(
                    file.toString(), settings, EnvironmentPropertySource.POSITION - 1);
        } catch (IOException | RuntimeException unreadable) {
            throw new StartFailedException(
                    "Tried to read %s but %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    /// The innermost cause is the sentence for people, what Micronaut wraps around it is not.
    private static String explain(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof BindException) {
            return "The listener cannot have its port: %s; choose another with --port"
                    .formatted(cause.getMessage());
        }
        return "The services did not start: " + cause.getMessage();
    }

    URI listener() {
        String host = server.getHost().equals("0.0.0.0") ? "127.0.0.1" : server.getHost();
        return URI.create("http://" + host + ":" + server.getPort());
    }

    /// Waits as long as it takes; a cluster that is away may come.
    void awaitReady() throws InterruptedException {
        var readiness = new Readiness(listener());
        while (!readiness.await(PATIENCE)) {
            LOG.warn("not ready yet: {}", readiness.lastAnswer());
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
