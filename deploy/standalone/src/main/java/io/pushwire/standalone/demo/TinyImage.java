// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// An image of one file, built without Docker.
public final class TinyImage {

    private TinyImage() {}

    /// Builds and pushes.
    ///
    /// @param work where layers are cached
    /// @param content makes the digest
    /// @return what the registry has it under
    public static Digest push(ImageTag tag, Path work, String content)
            throws DemoFailedException, IOException, InterruptedException {
        Path file = Files.writeString(work.resolve("content.txt"), content);
        try {
            return new Digest(
                    Jib.fromScratch()
                            .addLayer(List.of(file), "/")
                            .setEntrypoint("/content.txt")
                            .containerize(
                                    Containerizer.to(RegistryImage.named(tag.toString()))
                                            .setAllowInsecureRegistries(true)
                                            .setBaseImageLayersCache(work.resolve("base"))
                                            .setApplicationLayersCache(work.resolve("layers"))
                                            .setToolName("pushwire-demo"))
                            .getDigest()
                            .toString());
        } catch (InvalidImageReferenceException
                | RegistryException
                | CacheDirectoryCreationException
                | ExecutionException refused) {
            throw new DemoFailedException(
                    "Tried to push %s but %s".formatted(tag, refused.getMessage()), refused);
        }
    }
}
