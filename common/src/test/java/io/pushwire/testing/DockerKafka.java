// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;

import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The Kafka project's own image, where a Docker engine has it or can pull it.
public final class DockerKafka implements AutoCloseable {

    private static final String IMAGE = "apache/kafka:4.3.1";
    private static final int LONGEST_PULL_SECONDS = 120;

    private final KafkaContainer container;

    private DockerKafka(KafkaContainer container) {
        this.container = container;
    }

    /// Ends the test as skipped, with the reason on the output, where the image cannot run.
    public static DockerKafka start(Class<?> test) {
        missing()
                .ifPresent(reason -> {
                    System.out.println("SKIPPED " + test.getSimpleName() + ": " + reason);
                    Assumptions.abort(reason);
                });
        var container = new KafkaContainer(IMAGE);
        container.start();
        return new DockerKafka(container);
    }

    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }

    private static Optional<String> missing() {
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.of("no Docker engine answers");
            }
        } catch (NotFoundException noBridge) {
            // Testcontainers asks for the bridge to find the engine's address.
            return Optional.of(
                    "the Docker engine runs without a network of its own: "
                            + noBridge.getMessage());
        }
        DockerClient engine = DockerClientFactory.lazyClient();
        try {
            engine.inspectImageCmd(IMAGE).exec();
            return Optional.empty();
        } catch (NotFoundException absent) {
            return pull(engine);
        }
    }

    private static Optional<String> pull(DockerClient engine) {
        try {
            boolean pulled =
                    engine.pullImageCmd(IMAGE)
                            .start()
                            .awaitCompletion(LONGEST_PULL_SECONDS, TimeUnit.SECONDS);
            return pulled
                    ? Optional.empty()
                    : Optional.of(
                            "the image %s is not here, and was not pulled in %d s"
                                    .formatted(IMAGE, LONGEST_PULL_SECONDS));
        } catch (DockerException refused) {
            return Optional.of(
                    "the image %s is not here and cannot be pulled: %s"
                            .formatted(IMAGE, refused.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
