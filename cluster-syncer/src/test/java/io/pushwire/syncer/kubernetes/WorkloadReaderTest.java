// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonReader;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class WorkloadReaderTest {

    private static final KindDefinition DEPLOYMENT = KindDefinition.builtIn(Set.of("team")).get(0);
    private static final KindDefinition CRON_JOB = KindDefinition.builtIn(Set.of("team")).get(3);

    @Test
    void keepsWhatDecisionsNeedAndSkipsTheRest() throws IOException {
        Workload workload =
                read(
                        DEPLOYMENT,
                        """
                        {"apiVersion":"apps/v1","kind":"Deployment","fieldOfTheFuture":[{"x":{}}],
                         "metadata":{"name":"web","namespace":"prod","resourceVersion":"42","labels":{"a":"b","team":"web"},
                           "annotations":{"pushwire.io/policy":"restart","kubectl.kubernetes.io/last-applied-configuration":"{}"}},
                         "spec":{"replicas":3,"template":{"metadata":{"annotations":{}},"spec":{
                           "initContainers":[{"name":"migrate","image":"team/web:1","args":["x"]}],
                           "containers":[{"image":"team/web:1","imagePullPolicy":"Always","name":"web","ports":[{"containerPort":80}]}],
                           "newThing":null}}},
                         "status":{"replicas":3}}
                        """);

        assertThat(workload.ref()).hasToString("Deployment prod/web");
        assertThat(workload.resourceVersion()).isEqualTo("42");
        assertThat(workload.labels()).isEqualTo(Map.of("team", "web"));
        assertThat(workload.annotations()).isEqualTo(Map.of("pushwire.io/policy", "restart"));
        assertThat(workload.containers())
                .containsExactly(
                        new Container(
                                "migrate",
                                new Container.Slot(true, 0),
                                "team/web:1",
                                false,
                                Optional.empty(),
                                Optional.empty()),
                        new Container(
                                "web",
                                new Container.Slot(false, 0),
                                "team/web:1",
                                true,
                                Optional.empty(),
                                Optional.empty()));
        assertThat(workload.maps()).isEqualTo(new Workload.AnnotationMaps(true, true, true));
        assertThat(workload.containers().getFirst().slot())
                .as("shared by all workloads")
                .isSameAs(Container.Slot.of(Container.Place.INIT_CONTAINER, 0));
    }

    @Test
    void thePlacesThatAreSharedAreWhatTheySay() {
        for (int index : new int[] {0, 1, 15, 16, 40}) {
            for (Container.Place place : Container.Place.values()) {
                assertThat(Container.Slot.of(place, index))
                        .isEqualTo(new Container.Slot(place, index));
            }
        }
    }

    @Test
    void followsImageVolumesLikeContainers() throws IOException {
        Workload workload =
                read(
                        DEPLOYMENT,
                        """
                        {"metadata":{"name":"web","namespace":"prod"},"spec":{"template":{"spec":{
                          "containers":[{"name":"web","image":"team/web:1"}],
                          "volumes":[{"name":"tmp","emptyDir":{}},
                            {"name":"models","image":{"reference":"team/models:1","pullPolicy":"Always"}},
                            {"name":"fonts","image":{"reference":"team/fonts:1"}}]}}}}
                        """);

        assertThat(workload.containers())
                .extracting(Container::name)
                .containsExactly("web", "volume models", "volume fonts");
        assertThat(workload.containers().get(1))
                .isEqualTo(
                        new Container(
                                "volume models",
                                new Container.Slot(Container.Place.VOLUME, 1),
                                "team/models:1",
                                true,
                                Optional.empty(),
                                Optional.empty()));
        assertThat(workload.containers().get(2).alwaysPulls()).isFalse();
    }

    @Test
    void takesAPodForItsOwnTemplate() throws IOException {
        KindDefinition pods = KindDefinition.known(Set.of()).get(4);
        String pod =
                """
                {"metadata":{"name":"web","namespace":"prod"},
                 "spec":{"containers":[{"name":"web","image":"team/web:1"}]},"status":{"phase":"%s"}}
                """;

        Workload running = read(pods, pod.formatted("Running"));

        assertThat(running.ref()).hasToString("Pod prod/web");
        assertThat(running.containers()).extracting(Container::image).containsExactly("team/web:1");
        assertThat(read(pods, pod.formatted("Succeeded")).containers()).isEmpty();
    }

    @Test
    void findsTheTemplateOfACronJobAndMissingMaps() throws IOException {
        Workload workload =
                read(
                        CRON_JOB,
                        """
                        {"metadata":{"name":"nightly","annotations":null},
                         "spec":{"jobTemplate":{"metadata":{},"spec":{"template":{"spec":{"containers":[{"name":"a","image":"b"}]}}}}}}
                        """);

        assertThat(workload.containers()).extracting(Container::name).containsExactly("a");
        assertThat(workload.maps()).isEqualTo(new Workload.AnnotationMaps(false, false, false));
        assertThat(workload.rollout().restart()).isEqualTo(Workload.RestartStyle.NONE);
    }

    @ParameterizedTest
    @CsvSource({"'\"paused\":true,', true", "'\"paused\":false,', false", "'', false"})
    void readsWhetherTheRolloutIsPaused(String field, boolean paused) throws IOException {
        Workload workload =
                read(
                        DEPLOYMENT,
                        """
                        {"metadata":{"name":"a"},"paused":true,
                         "spec":{%s"template":{"paused":true,"spec":{"paused":true}}}}
                        """
                                .formatted(field));

        assertThat(workload.rollout().paused()).isEqualTo(paused);
    }

    @ParameterizedTest
    @CsvSource({"'\"replicas\":0,', true", "'\"replicas\":1,', false", "'', false"})
    void readsWhetherThereAreNoPods(String field, boolean noPods) throws IOException {
        Workload workload =
                read(
                        DEPLOYMENT,
                        """
                        {"metadata":{"name":"a"},"spec":{%s"template":{}},"status":{"replicas":0}}
                        """
                                .formatted(field));

        assertThat(workload.rollout().noPods()).isEqualTo(noPods);
    }

    @ParameterizedTest
    @CsvSource({"true, StatefulSet events", "false,", "null,"})
    void namesTheOwnerThatIsItsController(String controller, @Nullable String owner)
            throws IOException {
        Workload workload =
                read(
                        DEPLOYMENT,
                        """
                        {"metadata":{"name":"a","ownerReferences":[
                           {"apiVersion":"v1","kind":"ConfigMap","name":"other","uid":"1"},
                           {"apiVersion":"apps/v1","kind":"StatefulSet","name":"events","uid":"2","controller":%s,"blockOwnerDeletion":true}]}}
                        """
                                .formatted(controller));

        assertThat(workload.controller()).isEqualTo(Optional.ofNullable(owner));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Apply,  kustomize-controller,      web,     f:image, '',     kustomize-controller",
                "Apply,  kubectl,                   web,     f:args,  '',     -",
                "Apply,  kubectl,                   sidecar, f:image, '',     -",
                "Apply,  kubectl,                   web,     f:image, status, -",
                "Update, kubectl-client-side-apply, web,     f:image, '',     -",
                "Apply,  pushwire,                  web,     f:image, '',     -"
            })
    void namesTheToolThatAppliesTheImage(
            String operation,
            String manager,
            String container,
            String field,
            String subresource,
            @Nullable String tool)
            throws IOException {
        String entry =
                """
                {"apiVersion":"batch/v1","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{".":{},"f:app":{}}},
                  "f:spec":{"f:schedule":{},"f:jobTemplate":{"f:spec":{"f:template":{"f:spec":{
                    "f:restartPolicy":{},"f:containers":{".":{},"k:{\\"name\\":\\"%s\\"}":{".":{},"f:name":{},"%s":{}}}}}}}}},
                 "manager":"%s","operation":"%s","subresource":"%s","time":"2026-11-01T12:00:00Z"}
                """
                        .formatted(container, field, manager, operation, subresource);

        assertThat(appliedBy("\"managedFields\":[%s]".formatted(entry)))
                .isEqualTo(Optional.ofNullable(tool));
    }

    @Test
    void namesAllToolsThatApplyOneImage() throws IOException {
        String entry =
                """
                {"fieldsV1":{"f:spec":{"f:jobTemplate":{"f:spec":{"f:template":{"f:spec":{
                  "f:initContainers":{"k:{\\"name\\":\\"web\\"}":{"f:image":{}}}}}}}}},"manager":"%s","operation":"Apply"}
                """;

        assertThat(
                        appliedBy(
                                "\"managedFields\":[%s,%s]"
                                        .formatted(
                                                entry.formatted("kustomize-controller"),
                                                entry.formatted("argocd-controller"))))
                .contains("argocd-controller, kustomize-controller");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "labels, kustomize.toolkit.fluxcd.io/name, '', Flux"
                        + " (kustomize.toolkit.fluxcd.io/name)",
                "labels, helm.toolkit.fluxcd.io/name, '', Flux (helm.toolkit.fluxcd.io/name)",
                "annotations, argocd.argoproj.io/tracking-id, '', Argo CD"
                        + " (argocd.argoproj.io/tracking-id)",
                "labels, app.kubernetes.io/instance, '', -",
                "annotations, argocd.argoproj.io/sync-wave, '', -",
                "labels, app.kubernetes.io/instance, argocd-controller, Argo CD"
                        + " (app.kubernetes.io/instance)",
                "labels, app.kubernetes.io/instance, helm, -"
            })
    void knowsTheMarksOfArgoCdAndFlux(
            String map, String mark, String manager, @Nullable String tool) throws IOException {
        String metadata =
                """
                "%s":{"%s":"web"},"managedFields":[{"manager":"%s","operation":"Update","fieldsV1":{}}]
                """
                        .formatted(map, mark, manager);

        assertThat(appliedBy(metadata)).isEqualTo(Optional.ofNullable(tool));
    }

    private static Optional<String> appliedBy(String metadata) throws IOException {
        return read(
                        CRON_JOB,
                        """
                        {"metadata":{"name":"a",%s},
                         "spec":{"jobTemplate":{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"b"}]}}}}}}
                        """
                                .formatted(metadata))
                .containers()
                .getFirst()
                .appliedBy();
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, true",
        "nginx:latest, true",
        "nginx:1, false",
        "nginx@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"
    })
    void fillsInThePullPolicyAsTheServerWould(String image, boolean always) throws IOException {
        Workload workload =
                read(
                        DEPLOYMENT,
                        """
                        {"metadata":{"name":"a"},"spec":{"template":{"spec":{"containers":[{"name":"a","image":"%s"}]}}}}
                        """
                                .formatted(image));

        assertThat(workload.containers().getFirst().alwaysPulls()).isEqualTo(always);
    }

    @Test
    void readsBackTheAnnotationThatItWrites() {
        var pin =
                new Pins.Pin(
                        "team/web:1",
                        new Digest("sha256:" + "a".repeat(64)),
                        new Position("log", 7, 12));
        var pins = new Pins.Known(Map.of("web", pin));

        String text = PinsAnnotation.write(pins);

        assertThat(text)
                .isEqualTo(
                        "{\"web\":{\"spec\":\"team/web:1\",\"digest\":\"sha256:%s\",\"log\":\"log\",\"partition\":7,\"offset\":12}}"
                                .formatted("a".repeat(64)));
        assertThat(PinsAnnotation.read(text)).isEqualTo(pins);
    }

    @Test
    void readsBackWhereAnObservationStood() {
        var pin =
                new Pins.Pin(
                        "team/web:1",
                        new Digest("sha256:" + "a".repeat(64)),
                        Position.observed("log", 7, 12, 9));
        var pins = new Pins.Known(Map.of("web", pin));

        assertThat(PinsAnnotation.write(pins)).endsWith("\"offset\":12,\"asOf\":9}}");
        assertThat(PinsAnnotation.read(PinsAnnotation.write(pins))).isEqualTo(pins);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "{",
                "[]",
                "{\"web\":1}",
                "{\"web\":{}}",
                "{\"web\":null}",
                "{\"web\":{\"spec\":\"a\",\"digest\":\"b\",\"log\":\"c\"}}"
            })
    void takesAnAnnotationThatSomebodyChangedForBroken(String text) {
        assertThat(PinsAnnotation.read(text)).isInstanceOf(Pins.Broken.class);
    }

    private static Workload read(KindDefinition kind, String json) throws IOException {
        return WorkloadReader.read(kind, new JsonReader(new StringReader(json)));
    }
}
