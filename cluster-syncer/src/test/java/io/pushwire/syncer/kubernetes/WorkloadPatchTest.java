// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class WorkloadPatchTest {

    private static final KindDefinition CRON_JOB = KindDefinition.builtIn(Set.of("team")).get(3);
    private static final KindDefinition DEPLOYMENT = KindDefinition.builtIn(Set.of("team")).get(0);
    private static final Container INIT =
            new Container(
                    "migrate",
                    new Container.Slot(true, 0),
                    "a:1",
                    true,
                    Optional.empty(),
                    Optional.empty());
    private static final Container MAIN =
            new Container(
                    "web",
                    new Container.Slot(false, 0),
                    "b:1",
                    true,
                    Optional.empty(),
                    Optional.empty());

    @Test
    void testsEveryContainerAndReplacesOnlyTheImage() {
        Workload workload = workload(Map.of(), new Workload.AnnotationMaps(true, true, true));

        String patch =
                WorkloadPatch.of(
                        CRON_JOB,
                        workload,
                        new Decision.SetImages(
                                List.of(new Decision.ImageChange(INIT, "a:1@x")),
                                Pins.Known.none(),
                                ""));

        String pod = "/spec/jobTemplate/spec/template/spec";
        assertThat(patch)
                .isEqualTo(
                        array(
                                op("test", pod + "/initContainers/0/name", "migrate"),
                                op("test", pod + "/initContainers/0/image", "a:1"),
                                op("test", pod + "/containers/0/name", "web"),
                                op("test", pod + "/containers/0/image", "b:1"),
                                op("replace", pod + "/initContainers/0/image", "a:1@x"),
                                op("add", "/metadata/annotations/pushwire.io~1pinned", "{}")));
    }

    @Test
    void replacesTheReferenceOfAVolume() {
        var volume =
                new Container(
                        "volume models",
                        new Container.Slot(Container.Place.VOLUME, 2),
                        "m:1",
                        true,
                        Optional.empty(),
                        Optional.empty());
        Workload workload =
                workload(Map.of(), new Workload.AnnotationMaps(true, true, true), List.of(volume));

        String patch =
                WorkloadPatch.of(
                        DEPLOYMENT,
                        workload,
                        new Decision.SetImages(
                                List.of(new Decision.ImageChange(volume, "m:1@x")),
                                Pins.Known.none(),
                                ""));

        String there = "/spec/template/spec/volumes/2";
        assertThat(patch)
                .isEqualTo(
                        array(
                                op("test", there + "/name", "models"),
                                op("test", there + "/image/reference", "m:1"),
                                op("replace", there + "/image/reference", "m:1@x"),
                                op("add", "/metadata/annotations/pushwire.io~1pinned", "{}")));
    }

    @Test
    void testsOurAnnotationWhereThereIsOne() {
        Workload workload =
                workload(
                        Map.of(PinsAnnotation.NAME, "{ }"),
                        new Workload.AnnotationMaps(true, true, true));

        String patch =
                WorkloadPatch.of(
                        DEPLOYMENT,
                        workload,
                        new Decision.SetImages(List.of(), Pins.Known.none(), ""));

        assertThat(patch).contains(op("test", "/metadata/annotations/pushwire.io~1pinned", "{ }"));
    }

    @Test
    void createsMissingMapsOnlyIfNobodyElseDidMeanwhile() {
        Workload workload = workload(Map.of(), new Workload.AnnotationMaps(false, false, false));

        String patch =
                WorkloadPatch.of(
                        DEPLOYMENT,
                        workload,
                        new Decision.Restart(
                                List.of(new Decision.ImageChange(MAIN, "b:1")),
                                Pins.Known.none(),
                                "",
                                Instant.parse("2026-11-01T12:00:00Z")));

        assertThat(patch)
                .contains(
                        String.join(
                                ",",
                                op("test", "/metadata/resourceVersion", "42"),
                                "{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":{}}",
                                "{\"op\":\"add\",\"path\":\"/spec/template/metadata\",\"value\":{}}",
                                "{\"op\":\"add\",\"path\":\"/spec/template/metadata/annotations\",\"value\":{}}",
                                op("add", "/metadata/annotations/pushwire.io~1pinned", "{}"),
                                op(
                                        "add",
                                        "/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt",
                                        "2026-11-01T12:00:00Z")))
                .doesNotContain("replace");
    }

    private static Workload workload(
            Map<String, String> annotations, Workload.AnnotationMaps maps) {
        return workload(annotations, maps, List.of(INIT, MAIN));
    }

    private static Workload workload(
            Map<String, String> annotations,
            Workload.AnnotationMaps maps,
            List<Container> containers) {
        return new Workload(
                new WorkloadRef("Deployment", "default", "web"),
                "uid-1",
                "42",
                Map.of(),
                annotations,
                Optional.empty(),
                Pins.Known.none(),
                containers,
                new Workload.Rollout(Workload.RestartStyle.TEMPLATE_ANNOTATION, false, false),
                maps);
    }

    private static String array(String... operations) {
        return "[" + String.join(",", operations) + "]";
    }

    private static String op(String op, String path, String value) {
        return "{\"op\":\"%s\",\"path\":\"%s\",\"value\":\"%s\"}".formatted(op, path, value);
    }
}
