// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.testing.DockerEngine;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The variants of `aot.sh`, where it was run: the plain image, and a cache that its JVM takes.
@Tag("docker")
@Timeout(300)
final class TrainedImagesIT {

    /// The JVM ends at once where it cannot use the cache.
    private static final Map<String, String> INSIST = Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");

    @TempDir Path mounted;

    @ParameterizedTest
    @CsvSource({
        "REGISTRY_LISTENER, dead-letters --help",
        "CLUSTER_SYNCER, sync --help",
        "STANDALONE, --help"
    })
    void theJvmTakesTheCache(BuiltImage image, String command) {
        Path tar = image.trainedTar();
        Docker.assumeRuns(image);
        Docker.load(tar);

        DockerEngine.Ended ended =
                Container.run(
                        new Container.Setup(
                                image.trainedReference(),
                                image.mebibytes(),
                                mounted,
                                INSIST,
                                List.of(command.split(" ", -1))));

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("sage").doesNotContain("AOT cache");
    }

    @ParameterizedTest
    @CsvSource({"REGISTRY_LISTENER", "CLUSTER_SYNCER", "STANDALONE"})
    void allElseIsThePlainImage(BuiltImage image) throws IOException {
        ImageFile trained = ImageFile.read(image.trainedTar());
        ImageFile plain = ImageFile.read(image.tar());

        assertThat(trained.layers()).hasSize(plain.layers().size() + 1);
        assertThat(layerIds(trained)).containsSubsequence(layerIds(plain));
        assertThat(trained.layers().getLast().has("app/app.aot")).isTrue();
        assertThat(trained.config().at("/config/User"))
                .isEqualTo(plain.config().at("/config/User"));
    }

    private static List<String> layerIds(ImageFile image) {
        return image.config().at("/rootfs/diff_ids").valueStream().map(JsonNode::asText).toList();
    }
}
