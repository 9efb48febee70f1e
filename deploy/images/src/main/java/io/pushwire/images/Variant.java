// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// Adds one layer of files, and flags for the JVM, to an image that is there: all other layers stay
/// the very same, so that whoever has the image pulls only the files. `aot.sh` starts it.
@Command(
        name = "variant",
        mixinStandardHelpOptions = true,
        description = "An image with files more, and flags for its JVM.")
public final class Variant implements Callable<Integer> {

    @Option(names = "--image", required = true, description = "The image, as docker save has it.")
    private Path image = Path.of("");

    @Option(names = "--config", required = true, description = "Its config.json.")
    private Path config = Path.of("");

    @Option(names = "--file", required = true, description = "A file for /app.")
    private List<Path> files = List.of();

    @Option(names = "--flag", required = true, description = "A flag for the JVM.")
    private List<String> flags = List.of();

    @Option(names = "--name", required = true, description = "The new image's reference.")
    private String name = "";

    @Option(names = "--tar", description = "Where it goes; without it, to the registry.")
    private @Nullable Path tar;

    @Option(names = "--insecure", description = "The registry may have no TLS.")
    private boolean insecure;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Variant()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode json = new ObjectMapper().readTree(config.toFile());
        try {
            Jib.from(TarImage.at(image))
                    .addLayer(files, "/app")
                    .setEntrypoint(entryPoint(json.at("/config/Entrypoint"), flags))
                    .setCreationTime(Instant.parse(json.get("created").asText()))
                    .containerize(target().setAllowInsecureRegistries(insecure));
            return 0;
        } catch (InvalidImageReferenceException
                | RegistryException
                | CacheDirectoryCreationException
                | ExecutionException failed) {
            System.err.println("Tried to make " + name + " but " + failed.getMessage());
            return 1;
        }
    }

    /// The program first, then its flags: the new ones before all others.
    static List<String> entryPoint(JsonNode present, List<String> flags) {
        List<String> words = new ArrayList<>();
        present.forEach(word -> words.add(word.asText()));
        if (words.isEmpty()) {
            throw new IllegalArgumentException("The image has no entry point to add flags to");
        }
        words.addAll(1, flags);
        return words;
    }

    private Containerizer target() throws InvalidImageReferenceException {
        if (tar != null) {
            return Containerizer.to(TarImage.at(tar).named(name));
        }
        ImageReference reference = ImageReference.parse(name);
        var credentials = CredentialRetrieverFactory.forImage(reference, _ -> {});
        return Containerizer.to(
                RegistryImage.named(reference)
                        .addCredentialRetriever(credentials.dockerConfig())
                        .addCredentialRetriever(credentials.wellKnownCredentialHelpers()));
    }
}
