// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.images;

import java.nio.file.Path;
import java.util.List;

/// An image that is measured, and what it is to reach on two CPUs.
///
/// @param program as `deploy/run.sh` names it
/// @param tar the image as a file, as the build or `deploy/images/aot.sh` leaves it
/// @param reference its name in there
/// @param limit what a container of it gets, in MiB
/// @param readySeconds at most
/// @param residentMebibytes at most; 0 where nothing is asked
record Subject(
        String program,
        Path tar,
        String reference,
        int limit,
        double readySeconds,
        int residentMebibytes) {

    /// @param root the repository
    static List<Subject> all(Path root) {
        return List.of(
                plain("registry-listener", root, 256, 2.5, 200),
                plain("cluster-syncer", root, 384, 4, 0),
                plain("standalone", root.resolve("deploy"), 640, 6, 512),
                trained("registry-listener", root, 256, 1.2, 200),
                trained("cluster-syncer", root, 384, 2.2, 0),
                trained("standalone", root, 640, 4, 512));
    }

    String title() {
        return reference.substring(reference.indexOf('/') + 1).replace(":built", "");
    }

    private static Subject plain(String program, Path parent, int limit, double ready, int most) {
        Path tar = parent.resolve(program).resolve("target/image.tar");
        return new Subject(program, tar, "pushwire/" + program + ":built", limit, ready, most);
    }

    private static Subject trained(String program, Path root, int limit, double ready, int most) {
        Path tar = root.resolve("deploy/images/target").resolve(program + "-aot.tar");
        return new Subject(program, tar, "pushwire/" + program + ":built-aot", limit, ready, most);
    }
}
