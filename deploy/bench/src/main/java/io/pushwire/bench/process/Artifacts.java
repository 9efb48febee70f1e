// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import java.nio.file.Path;

/// What the processes are started from.
///
/// @param launcher `deploy/run.sh`
/// @param jar that has all programs
/// @param benchJar that has what is added to them for a measurement
public record Artifacts(Path launcher, Path jar, Path benchJar) {

    /// Who knows them: the program, for its commands.
    public interface Known {
        Artifacts artifacts();
    }
}
