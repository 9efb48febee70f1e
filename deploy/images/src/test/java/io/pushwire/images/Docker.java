// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import io.pushwire.testing.DockerEngine;
import io.pushwire.testing.DockerEngine.Ended;

import java.nio.file.Path;
import java.util.Arrays;

/// What the tests do with the Docker engine. Nothing is ever pulled.
final class Docker {

    /// What `docker run` ends with when the container could not be started at all.
    private static final int ENGINE_FAILED = 125;

    private Docker() {}

    /// Skips the test, and says why, where no engine answers or where it can start nothing.
    static void assumeRuns(BuiltImage image) {
        DockerEngine.assumeAnswers();
        load(image);
        Ended bare =
                DockerEngine.run(
                        "run",
                        "--rm",
                        "--network",
                        "host",
                        "--entrypoint",
                        "java",
                        image.reference(),
                        "-version");
        DockerEngine.skipUnless(
                bare.code() != ENGINE_FAILED,
                () -> "the Docker engine starts none: " + bare.output().strip());
    }

    static void load(BuiltImage image) {
        load(image.tar());
    }

    static void load(Path tar) {
        must("load", "--quiet", "--input", tar.toString());
    }

    /// What it printed.
    ///
    /// @throws AssertionError if it failed
    static String must(String... arguments) {
        Ended ended = DockerEngine.run(arguments);
        if (ended.code() != 0) {
            throw new AssertionError(
                    "docker %s ended with %d: %s"
                            .formatted(Arrays.toString(arguments), ended.code(), ended.output()));
        }
        return ended.output().strip();
    }
}
