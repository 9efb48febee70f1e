// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonReader;

import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.StringReader;
import java.util.Set;

class WatchedWorkloadTest {

    private static final KindDefinition DEPLOYMENT = KindDefinition.builtIn(Set.of()).getFirst();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'pushwire.io/policy':'restart'}",
                "{'pushwire.io/pinned':'{\\'web\\':{\\'spec\\':\\'team/web:1\\',\\'digest\\':\\'sha256:4f1c9a7be2d06c38a51b7d94e0f3c62815a9d7e4b83f60c1927ad5e8b4f36c0e\\',\\'log\\':\\'AAAA\\',\\'partition\\':7,\\'offset\\':3}}'}",
                "{'pushwire.io/pinned':'not JSON'}"
            })
    void givesBackWhatWasReadAndKeepsNothingOfTheAnnotationButItsText(String annotations)
            throws IOException {
        Workload read =
                WorkloadReader.read(
                        DEPLOYMENT,
                        new JsonReader(
                                new StringReader(
                                        """
                                        {"metadata":{"name":"web","namespace":"prod","annotations":%s},
                                         "spec":{"template":{"spec":{"containers":[{"name":"web","image":"team/web:1"}]}}}}
                                        """
                                                .formatted(annotations.replace('\'', '"')))));

        var watched = new WatchedWorkload(read);

        assertThat(watched.workload()).isEqualTo(read);
        assertThat(watched.kept().pins()).isSameAs(Pins.Known.none());
        assertThat(watched.getMetadata().getName()).isEqualTo("web");
        assertThat(watched.getMetadata().getNamespace()).isEqualTo("prod");
    }
}
