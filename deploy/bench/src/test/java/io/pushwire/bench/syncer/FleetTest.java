// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.pushwire.image.ImageTag;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

final class FleetTest {

    private final Fleet fleet = new Fleet(2000, 1000);

    @Test
    void theImagesOfTheManifestAreTheTagsThatArePushed() throws JsonProcessingException {
        JsonNode containers =
                new ObjectMapper()
                        .readTree(fleet.manifest(1234))
                        .at("/spec/template/spec/containers");

        assertThat(fleet.images(1234).stream().map(ImageTag::parse))
                .contains(Optional.of(Fleet.own(1234)), Optional.of(Fleet.shared(1)));
        assertThat(StreamSupport.stream(containers.spliterator(), false))
                .extracting(container -> container.get("image").asText())
                .isEqualTo(fleet.images(1234));
        assertThat(fleet.groups()).isEqualTo(2);
    }

    @Test
    void theBarePatchTestsEveryContainerAndWritesOneImageAndTheAnnotation()
            throws JsonProcessingException {
        var push = new Pushes(new AtomicLong()).next(Fleet.shared(0));
        BarePatch patch = BarePatch.of(fleet, 7, 2, push);
        JsonNode operations = new ObjectMapper().readTree(patch.body());

        assertThat(patch.path())
                .isEqualTo(
                        "/apis/apps/v1/namespaces/bench-7/deployments/service-00007?fieldManager=pushwire");
        assertThat(operations).hasSize(2 * 5 + 2);
        assertThat(operations.get(10).get("path").asText())
                .isEqualTo("/spec/template/spec/containers/2/image");
        assertThat(operations.get(10).get("value").asText())
                .isEqualTo(Fleet.shared(0) + "@" + push.digest());
        assertThat(operations.get(11).get("path").asText())
                .isEqualTo("/metadata/annotations/pushwire.io~1pinned");
    }
}
