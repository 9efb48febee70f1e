// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.image.RegistryHost;
import io.pushwire.syncer.sync.Registries;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How registries are asked.
final class SyncRegistryOptions {

    private static final String FILE = "config.json";

    @Option(
            names = "--docker-config",
            paramLabel = "PATH",
            description =
                    "Docker's config.json, or its folder. Default: $DOCKER_CONFIG, else"
                            + " ~/.docker.")
    private @Nullable Path dockerConfig;

    @Option(
            names = "--pull-secrets",
            description =
                    "Asks with the workloads' own imagePullSecrets, and those of their service"
                            + " accounts.")
    private boolean pullSecrets;

    @Option(
            names = "--insecure-registry",
            paramLabel = "HOST",
            description =
                    "A registry whose certificate is not checked, or that speaks no TLS; may be"
                        + " given several times. Those at this machine's loopback address always.")
    private List<String> insecure = new ArrayList<>();

    @Option(
            names = "--token-realm",
            paramLabel = "HOST",
            description =
                    "A token service that registries may send to, beside their own hosts and the"
                            + " well-known ones: host, host:port or *.host; may be given several"
                            + " times.")
    private List<String> tokenRealms = new ArrayList<>();

    boolean pullSecrets() {
        return pullSecrets;
    }

    /// @throws IllegalArgumentException for what cannot be meant
    Registries.Options read(int parallelism) {
        return new Registries.Options(
                file(),
                insecure.stream().map(RegistryHost::canonical).collect(Collectors.toSet()),
                Set.copyOf(tokenRealms),
                parallelism);
    }

    private Optional<Path> file() {
        if (dockerConfig != null) {
            Path file = Files.isDirectory(dockerConfig) ? dockerConfig.resolve(FILE) : dockerConfig;
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException(
                        "--docker-config: %s cannot be read".formatted(file));
            }
            return Optional.of(file);
        }
        String folder = System.getenv("DOCKER_CONFIG");
        Path file =
                folder == null || folder.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".docker", FILE)
                        : Path.of(folder, FILE);
        return Optional.of(file).filter(Files::isReadable);
    }
}
