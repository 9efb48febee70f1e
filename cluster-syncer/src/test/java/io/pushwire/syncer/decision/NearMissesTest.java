// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome.WorkloadRef;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

class NearMissesTest {

    private static final List<ImageTag> SPELLINGS =
            List.of(
                    new ImageTag("registry.example.com", "team/web", "1"),
                    new ImageTag("registry.internal:5000", "team/web", "1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    registry.example.com/team/web:2       | '; near: Deployment prod/web0 uses tag 2'
                    registry.internal:5000/team/web       | '; near: Deployment prod/web0 uses tag latest'
                    mirror.example.com/team/web:1         | '; near: Deployment prod/web0 uses mirror.example.com/team/web:1 (is the alias mirror.example.com missing at the source?)'
                    registry.example.com/team/web@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | '; near: Deployment prod/web0 uses it by digest, without a tag'
                    registry.example.com/team/api:1       | ''
                    not an image                          | ''
                    """)
    void saysWhatComesClose(String image, String sentence) {
        assertThat(NearMisses.sentence(SPELLINGS, List.of(workload(0, image)))).isEqualTo(sentence);
    }

    @Test
    void namesThree() {
        List<Workload> many =
                IntStream.range(0, 5)
                        .mapToObj(number ->
                                workload(number, "registry.example.com/team/web:" + number + "x"))
                        .toList();

        assertThat(NearMisses.sentence(SPELLINGS, many))
                .contains("web2 uses tag 2x")
                .endsWith("and 2 more")
                .doesNotContain("web3");
    }

    private static Workload workload(int number, String image) {
        return new Workload(
                new WorkloadRef("Deployment", "prod", "web" + number),
                "uid",
                "1",
                Map.of(),
                Map.of(),
                Optional.empty(),
                Pins.Known.none(),
                List.of(
                        new Container(
                                "app",
                                new Container.Slot(false, 0),
                                image,
                                true,
                                Optional.empty(),
                                Optional.empty())),
                new Workload.Rollout(Workload.RestartStyle.TEMPLATE_ANNOTATION, false, false),
                new Workload.AnnotationMaps(false, true, false));
    }
}
