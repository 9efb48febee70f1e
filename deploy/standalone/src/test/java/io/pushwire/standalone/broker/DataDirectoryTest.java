// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

final class DataDirectoryTest {

    @TempDir Path directory;

    @Test
    void belongsToOneStandaloneAtATime() throws Exception {
        try (var _ = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(BrokerFailedException.class)
                    .hasMessageContaining("is in use by another running standalone")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data");
        }

        DataDirectory.open(directory).close();
    }

    @Test
    void saysWhereItCannotWrite() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no directory");

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(BrokerFailedException.class)
                .hasMessageStartingWith("Tried to write to the data directory " + file)
                .hasMessageContaining("--data");
    }

    @Test
    void isMadeWhenMissing() throws Exception {
        Path missing = directory.resolve("a/b");

        DataDirectory.open(missing).close();

        assertThat(missing).isDirectory();
    }
}
