// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.images;

import io.pushwire.bench.start.Program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/// An image that is measured.
///
/// @param trained whether it is the variant with an AOT cache
/// @param tar the image as a file, as the build or `deploy/images/aot.sh` leaves it
/// @param limit the memory that a container of it gets: a number and `Mi`
record Subject(Program program, boolean trained, Path tar, String limit) {

    /// @param root the repository
    static List<Subject> all(Path root) throws IOException {
        Path images = root.resolve("deploy/images");
        var limits = new Properties();
        try (InputStream in = Files.newInputStream(images.resolve("limits.properties"))) {
            limits.load(in);
        }
        List<Subject> all = new ArrayList<>();
        for (Program program : Program.values()) {
            String name = program.launched();
            String limit = Objects.requireNonNull(limits.getProperty(name), name);
            Path module = (program == Program.STANDALONE ? root.resolve("deploy") : root);
            Path plain = module.resolve(name).resolve("target/image.tar");
            Path trained = images.resolve("target").resolve(name + "-aot.tar");
            all.add(new Subject(program, false, plain, limit));
            all.add(new Subject(program, true, trained, limit));
        }
        return all;
    }

    /// The image's name in the file.
    String reference() {
        return "pushwire/" + program.launched() + ":built" + (trained ? "-aot" : "");
    }

    String title() {
        return program.launched() + (trained ? "-aot" : "");
    }

    double readySeconds() {
        return program.bound(trained);
    }
}
