// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import io.pushwire.testing.DockerEngine;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// One of the images that the build has left as a file.
enum BuiltImage {
    REGISTRY_LISTENER("registry-listener", "../../registry-listener"),
    CLUSTER_SYNCER("cluster-syncer", "../../cluster-syncer"),
    STANDALONE("standalone", "../standalone"),
    SANDBOX_CLUSTER("sandbox-cluster", "../sandbox-cluster");

    private final String program;
    private final Path module;

    BuiltImage(String program, String module) {
        this.program = program;
        this.module = Path.of(module);
    }

    /// As `deploy/run.sh` calls it, and the last part of the image's name.
    String program() {
        return program;
    }

    /// Its name in the file.
    String reference() {
        return "pushwire/" + program + ":built";
    }

    /// Skips the test, and says so, where the build made no images.
    Path tar() {
        Path tar = module.resolve("target/image.tar");
        DockerEngine.skipUnless(
                Files.isReadable(tar),
                () ->
                        "no "
                                + tar
                                + ": where no Docker engine runs, ./mvnw -Pimages verify builds"
                                + " it");
        return tar;
    }

    /// The name of its variant with a cache.
    String trainedReference() {
        return reference() + "-aot";
    }

    /// Skips the test, and says so, where the variant has not been made of this image.
    Path trainedTar() {
        Path tar = Path.of("target", program + "-aot.tar");
        DockerEngine.skipUnless(
                Files.isReadable(tar), () -> "no %s: deploy/images/aot.sh makes it".formatted(tar));
        DockerEngine.skipUnless(
                text(Path.of("target", program + "-aot.of"))
                        .equals(text(module.resolve("target/jib-image.id"))),
                () ->
                        "%s is of an earlier build: deploy/images/aot.sh makes it anew"
                                .formatted(tar));
        return tar;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What its container gets, in MiB.
    int mebibytes() {
        try (Reader file = Files.newBufferedReader(Path.of("limits.properties"))) {
            var limits = new Properties();
            limits.load(file);
            return Integer.parseInt(limits.getProperty(program, "").replace("Mi", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
