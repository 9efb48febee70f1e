// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.Eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

@Timeout(120)
final class BrokerIT {

    @TempDir Path directory;

    @Test
    void aKilledBrokerComesBackAtTheSameAddressWithItsRecords() throws Exception {
        try (var data = DataDirectory.open(directory);
                var broker = Broker.start(data)) {
            var records = new Records(broker.bootstrapServers());
            records.createTopic();
            records.write("before");
            long first = broker.pid();

            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            records.write("after");

            assertThat(records.read()).containsExactly("before", "after");
            assertThat(broker.pid()).isNotEqualTo(first);
        }
    }

    @Test
    void theNextStartHasTheSameLogInTheSameFormatAtTheSameAddress() throws Exception {
        String address;
        short version;
        try (var data = DataDirectory.open(directory);
                var broker = Broker.start(data)) {
            address = broker.bootstrapServers();
            var records = new Records(address);
            version = records.metadataVersion();
            records.createTopic();
            records.write("kept");
        }

        try (var data = DataDirectory.open(directory);
                var broker = Broker.start(data)) {
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(new Records(address).read()).containsExactly("kept");
            assertThat(new Records(address).metadataVersion()).isEqualTo(version);
        }
    }

    @Test
    void endsWhenItsParentIsKilledAndASuccessorTakesTheLogOver() throws Exception {
        try (var parent =
                ChildProcess.java(BrokerParent.class.getName(), List.of(), directory.toString())) {
            long broker = Eventually.get(() -> brokerOf(parent));

            parent.kill();
            try (var data = DataDirectory.open(directory);
                    var successor = Broker.start(data)) {
                assertThat(successor.pid()).isNotEqualTo(broker);
                Eventually.eventually(() -> assertThat(ProcessHandle.of(broker)).isEmpty());
            }
        }
    }

    private static Optional<Long> brokerOf(ChildProcess parent) {
        return parent.output()
                .lines()
                .filter(line -> line.startsWith("broker "))
                .map(line -> Long.valueOf(line.substring("broker ".length())))
                .findFirst();
    }

    @Test
    void waitsForTheLogUntilADyingPredecessorLetsGo() throws Exception {
        Path log = Files.createDirectories(directory.resolve("kafka"));
        try (var data = DataDirectory.open(directory);
                var predecessor =
                        FileChannel.open(
                                log.resolve(".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE)) {
            FileLock held = predecessor.lock();
            var starting = CompletableFuture.supplyAsync(() -> started(data));
            assertThat(data.logIsLocked()).isTrue();
            assertThat(starting).isNotDone();

            held.release();
            try (var broker = starting.join()) {
                assertThat(broker.pid()).isPositive();
            }
        }
    }

    private static Broker started(DataDirectory data) {
        try {
            return Broker.start(data);
        } catch (BrokerFailedException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void takesAnotherPortAtItsStartWhenSomebodyElseHasTheRememberedOne() throws Exception {
        try (var data = DataDirectory.open(directory);
                var somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    data.ports(),
                    "port=%d%ncontroller.port=%d%n".formatted(somebody.getLocalPort(), 19591));

            try (var broker = Broker.start(data)) {
                assertThat(broker.bootstrapServers())
                        .isNotEqualTo("127.0.0.1:" + somebody.getLocalPort());
                assertThat(Files.readString(data.ports()))
                        .contains("port=" + broker.bootstrapServers().split(":", -1)[1]);
            }
        }
    }

    @Test
    void saysThatFilesInTheLogsPlaceAreNoLog() throws Exception {
        Path log = Files.createDirectories(directory.resolve("kafka"));
        Files.writeString(log.resolve("something"), "not a log");

        try (var data = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> Broker.start(data))
                    .isInstanceOf(BrokerFailedException.class)
                    .hasMessageContaining("holds files but no meta.properties");
        }
    }
}
