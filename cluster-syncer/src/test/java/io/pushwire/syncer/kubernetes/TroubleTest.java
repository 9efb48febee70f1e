// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import io.pushwire.syncer.rollout.PodState;
import io.pushwire.syncer.rollout.RolloutReport;
import io.pushwire.syncer.rollout.Trouble;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// From pods' JSON to the sentence that a person needs.
class TroubleTest {

    private static final Gson JSON = new Gson();
    private static final String NOT_READY =
            "conditions:[{type:PodScheduled,status:\"True\"},{type:Ready,status:\"False\",reason:ContainersNotReady,message:'containers"
                + " with unready status: [app]'}]";

    @Test
    void namesTheImageThatCannotBePulled() {
        assertThat(
                        words(
                                "containerStatuses:[{name:app,ready:false,state:{waiting:{reason:ImagePullBackOff,message:'Back-off"
                                    + " pulling image \"web:1\"'}}}]"))
                .isEqualTo(
                        "pod web-1, container app: ImagePullBackOff: Back-off pulling image"
                                + " \"web:1\"");
    }

    @Test
    void namesTheLastExitCodeOfWhatCrashes() {
        assertThat(
                        words(
                                "containerStatuses:[{name:app,ready:false,restartCount:4,state:{waiting:{reason:CrashLoopBackOff,message:'back-off"
                                    + " 40s'}},"
                                    + "lastState:{terminated:{exitCode:137,reason:OOMKilled}}}]"))
                .isEqualTo(
                        "pod web-1, container app: CrashLoopBackOff after 4 restarts, last exit"
                                + " code 137: OOMKilled");
    }

    @Test
    void prefersTheInitContainerThatFails() {
        assertThat(
                        words(
                                "initContainerStatuses:[{name:migrate,ready:false,restartCount:2,state:{terminated:{exitCode:1,reason:Error,message:'no"
                                    + " such table'}}}],"
                                    + "containerStatuses:[{name:app,ready:false,state:{waiting:{reason:PodInitializing}}}]"))
                .isEqualTo(
                        "pod web-1, container migrate: ended after 2 restarts, last exit code 1:"
                                + " Error: no such table");
    }

    @Test
    void tellsAReadinessFromAStartupProbe() {
        assertThat(
                        words(
                                "containerStatuses:[{name:app,ready:false,started:true,state:{running:{}}}]"))
                .isEqualTo(
                        "pod web-1, container app: runs, but its readiness probe does not succeed");
        assertThat(
                        words(
                                "containerStatuses:[{name:app,ready:false,started:false,state:{running:{}}}]"))
                .contains("its startup probe");
    }

    @Test
    void saysWhyAPodHasNoNode() {
        PodState pod =
                pod(
                        "conditions:[{type:PodScheduled,status:\"False\",reason:Unschedulable,message:'0/3"
                            + " nodes are available'}]");

        assertThat(of("", List.of(pod)))
                .hasValueSatisfying(it ->
                        assertThat(it.text())
                                .isEqualTo("pod web-1: Unschedulable: 0/3 nodes are available"));
    }

    @Test
    void countsTheOthersAndNamesTheWorst() {
        PodState unready =
                pod(NOT_READY + ",containerStatuses:[{name:app,started:true,state:{running:{}}}]");
        PodState crashing =
                pod(
                        NOT_READY
                                + ",containerStatuses:[{name:app,restartCount:1,state:{waiting:{reason:CrashLoopBackOff}},lastState:{terminated:{exitCode:2}}}]");

        assertThat(of("", List.of(unready, crashing, unready)))
                .hasValueSatisfying(it ->
                        assertThat(it.text())
                                .contains("exit code 2")
                                .endsWith("(and 2 more pods)"));
    }

    @Test
    void saysWhyNoPodCouldBeMade() {
        assertThat(
                        of(
                                "conditions:[{type:ReplicaFailure,status:\"True\",reason:FailedCreate,message:'exceeded"
                                    + " quota: pods'}]",
                                List.of()))
                .hasValue(
                        new Trouble(
                                "pods cannot be created: FailedCreate: exceeded quota: pods", ""));
        assertThat(of("", List.of()))
                .hasValue(new Trouble("0 of 1 pods of the new template were created", "u"));
    }

    @Test
    void namesThePodOfAnOlderTemplateThatHoldsUpTheRollout() {
        PodState old =
                pod(
                        NOT_READY
                                + ",containerStatuses:[{name:app,state:{waiting:{reason:ImagePullBackOff}}}]");

        assertThat(of("", List.of(), List.of(old)))
                .hasValueSatisfying(it ->
                        assertThat(it.text())
                                .isEqualTo(
                                        "held up by a pod of an older template: pod web-1,"
                                                + " container app: ImagePullBackOff"));
    }

    @Test
    void findsNothingWrongWithPodsThatAreReady() {
        assertThat(of("", List.of(pod("conditions:[{type:Ready,status:\"True\"}]")))).isEmpty();
    }

    private static String words(String status) {
        return of("", List.of(pod(NOT_READY + "," + status))).orElseThrow().text();
    }

    private static Optional<Trouble> of(String status, List<PodState> newest) {
        return of(status, newest, newest);
    }

    private static Optional<Trouble> of(String status, List<PodState> newest, List<PodState> all) {
        RolloutReport report =
                RolloutReader.read(
                        KindDefinition.builtIn(Set.of()).getFirst(),
                        json("{metadata:{uid:u},spec:{replicas:1},status:{%s}}".formatted(status)));
        return Trouble.of(report, newest, all);
    }

    private static PodState pod(String status) {
        return PodReader.read(json("{metadata:{name:web-1,uid:p},status:{%s}}".formatted(status)));
    }

    private static JsonObject json(String text) {
        return JSON.fromJson(text, JsonObject.class);
    }
}
