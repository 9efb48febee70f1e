// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import io.pushwire.image.ImageTag;
import io.pushwire.registry.RegistrySettings.Limits;
import io.pushwire.testing.Eventually;

import org.assertj.core.api.Assertions;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// One look-up with a Docker config, in a process whose PATH the test chooses.
final class LookupMain {

    private LookupMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var tag = ImageTag.parse(arguments[0]).orElseThrow();
        var settings =
                RegistrySettings.of(tag.host())
                        .withTransport(new Transport.PlainHttp())
                        .withCredentials(new CredentialSource.DockerConfig(Path.of(arguments[1])))
                        .withLimits(new Limits(100, 4, Duration.ofSeconds(6)));
        try (var lookups = new RegistryLookups(List.of(settings), Clock.systemUTC())) {
            long begun = System.nanoTime();
            Looked looked = lookups.look(tag);
            long millis = (System.nanoTime() - begun) / 1_000_000;
            // A killed process is there until it was reaped.
            Eventually.eventually(() -> Assertions.assertThat(helpers()).isZero());
            System.out.println(looked + " after " + millis + " ms, helpers left: " + helpers());
        }
    }

    private static long helpers() {
        return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).count();
    }
}
