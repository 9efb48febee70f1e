// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import io.pushwire.syncer.decision.Workload.RestartStyle;
import io.pushwire.syncer.rollout.Progress;
import io.pushwire.syncer.rollout.Rollouts;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Set;

/// From an object's JSON to how far its rollout is.
class RolloutTableTest {

    private static final Gson JSON = new Gson();

    @ParameterizedTest(name = "{0} {1} / {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
"""
# kind       | spec                    | status                                                                                             | progress       | part of its words
Deployment   | replicas:3              |                                                                                                    | Going          | has not seen
Deployment   | replicas:3              | observedGeneration:1,updatedReplicas:3,replicas:3,availableReplicas:3                              | Going          | has not seen
Deployment   | replicas:3              | observedGeneration:2,replicas:4,availableReplicas:3                                                | Going          | 0 of 3 pods are of the new template
Deployment   | replicas:3              | observedGeneration:2,updatedReplicas:3,replicas:4,availableReplicas:4                              | Going          | 1 pods of older
Deployment   | replicas:3              | observedGeneration:2,updatedReplicas:3,replicas:3,readyReplicas:3                                  | Going          | 0 of 3 pods are available
Deployment   | replicas:3              | observedGeneration:2,updatedReplicas:3,replicas:3,readyReplicas:3,availableReplicas:3              | Complete       | all 3
Deployment   |                         | observedGeneration:3,updatedReplicas:1,replicas:1,availableReplicas:1                              | Complete       | all 1
Deployment   | replicas:0              | observedGeneration:2                                                                               | Complete       | no pods
Deployment   | replicas:3,paused:true  | observedGeneration:2,replicas:3,availableReplicas:3                                                | Halted         | paused
Deployment   | replicas:3              | observedGeneration:2,conditions:[{type:Progressing,status:\\"False\\",reason:ProgressDeadlineExceeded,message:late}] | GivenUp | late
Deployment   | replicas:3              | observedGeneration:1,conditions:[{type:Progressing,status:\\"False\\",reason:ProgressDeadlineExceeded,message:late}] | Going | has not seen
StatefulSet  | replicas:2              | observedGeneration:2,updatedReplicas:1,readyReplicas:2,availableReplicas:2,currentRevision:a,updateRevision:b | Going | 1 of 2
StatefulSet  | replicas:2              | observedGeneration:2,updatedReplicas:2,readyReplicas:2,availableReplicas:0,currentRevision:a,updateRevision:b | Going | 0 of 2 pods are available
StatefulSet  | replicas:2              | observedGeneration:2,updatedReplicas:2,readyReplicas:2,currentRevision:a,updateRevision:b          | Going          | not called
StatefulSet  | replicas:2              | observedGeneration:2,updatedReplicas:2,readyReplicas:2,currentRevision:b,updateRevision:b          | Complete       | all 2
StatefulSet  | replicas:3,updateStrategy:{type:RollingUpdate,rollingUpdate:{partition:2}} | observedGeneration:2,updatedReplicas:1,readyReplicas:3,currentRevision:a,updateRevision:b | ToPartition | 1 of 3
StatefulSet  | replicas:3,updateStrategy:{type:RollingUpdate,rollingUpdate:{partition:2}} | observedGeneration:2,readyReplicas:3,currentRevision:a,updateRevision:b | Going | 0 of 1
StatefulSet  | replicas:3,updateStrategy:{type:RollingUpdate,rollingUpdate:{partition:9}} | observedGeneration:2,readyReplicas:3,currentRevision:a,updateRevision:b | ToPartition | 0 of 3
StatefulSet  | replicas:2,updateStrategy:{type:OnDelete} | observedGeneration:2,updatedReplicas:1,readyReplicas:2,currentRevision:a,updateRevision:b | AwaitingDelete | 1 of 2
StatefulSet  | replicas:2,updateStrategy:{type:OnDelete} | observedGeneration:2,updatedReplicas:2,readyReplicas:2,currentRevision:a,updateRevision:b | Complete | all 2
DaemonSet    |                         | observedGeneration:2,desiredNumberScheduled:4,updatedNumberScheduled:3,numberAvailable:4           | Going          | 3 of 4
DaemonSet    |                         | observedGeneration:2,desiredNumberScheduled:4,updatedNumberScheduled:4,numberAvailable:3           | Going          | 3 of 4 pods are available
DaemonSet    |                         | observedGeneration:2,desiredNumberScheduled:4,updatedNumberScheduled:4,numberAvailable:4           | Complete       | all 4
DaemonSet    |                         | observedGeneration:2,desiredNumberScheduled:0                                                      | Complete       | no pods
DaemonSet    | updateStrategy:{type:OnDelete} | observedGeneration:2,desiredNumberScheduled:4,updatedNumberScheduled:1,numberAvailable:4    | AwaitingDelete | 1 of 4
CronJob      |                         |                                                                                                    | Nothing        | ""
Rollout      | replicas:2              | observedGeneration:\\"2\\",phase:Progressing,message:more-replicas                                | Going          | more-replicas
Rollout      | replicas:2              | observedGeneration:\\"1\\",phase:Healthy                                                           | Going          | has not seen
Rollout      | replicas:2              | observedGeneration:\\"2\\",phase:Healthy                                                           | Complete       | healthy
Rollout      | replicas:2              | observedGeneration:\\"2\\",phase:Degraded,message:aborted                                          | GivenUp        | aborted
Rollout      | replicas:2              | observedGeneration:\\"2\\",phase:Paused,message:CanaryPauseStep                                    | Halted         | CanaryPauseStep
CloneSet     | replicas:4              | observedGeneration:2,updatedReplicas:4,updatedReadyReplicas:3,availableReplicas:4                  | Going          | 3 of 4
CloneSet     | replicas:4              | observedGeneration:2,updatedReplicas:4,updatedReadyReplicas:4,availableReplicas:4                  | Complete       | all 4
CloneSet     | replicas:4,updateStrategy:{partition:50%} | observedGeneration:2,updatedReplicas:2,updatedReadyReplicas:2,availableReplicas:4 | ToPartition   | 2 of 4
CloneSet     | replicas:4,updateStrategy:{paused:true} | observedGeneration:2,updatedReplicas:1                                             | Halted         | paused
Service      |                         | observedGeneration:2,conditions:[{type:Ready,status:Unknown,reason:Deploying}]                     | Going          | Deploying
Service      |                         | observedGeneration:2,conditions:[{type:Ready,status:\\"True\\"}]                                   | Complete       | ready
Service      |                         | conditions:[{type:Ready,status:\\"True\\"}]                                                        | Untold         | ""
Service      |                         | observedGeneration:2                                                                               | Untold         | ""
""")
    void says(
            String kind,
            @Nullable String spec,
            @Nullable String status,
            String progress,
            @Nullable String words) {
        Progress found = Rollouts.progress(RolloutReader.read(kind(kind), object(spec, status)));

        assertThat(found.getClass().getSimpleName()).isEqualTo(progress);
        assertThat(found.toString()).contains(words == null ? "" : words);
    }

    @Test
    void listsPodsByTheWholeSelector() {
        JsonObject it =
                object(
                        "selector:{matchLabels:{app:web},matchExpressions:["
                                + "{key:tier,operator:In,values:[front,back]},"
                                + "{key:team,operator:NotIn,values:[db]},"
                                + "{key:live,operator:Exists},{key:old,operator:DoesNotExist}]}",
                        "");

        assertThat(RolloutReader.read(kind("Deployment"), it).spec().selector())
                .isEqualTo("app=web,tier in (front,back),team notin (db),live,!old");
    }

    @Test
    void survivesFieldsOfOtherTypes() {
        JsonObject it = object("replicas:many,selector:7", "observedGeneration:{},conditions:no");

        assertThat(Rollouts.progress(RolloutReader.read(kind("Deployment"), it)))
                .isInstanceOf(Progress.Going.class);
    }

    private static KindDefinition kind(String kind) {
        return KindDefinition.builtIn(Set.of()).stream()
                .filter(it -> it.kind().equals(kind))
                .findFirst()
                .orElse(
                        new KindDefinition(
                                "examples",
                                kind,
                                "example.com",
                                "v1",
                                "examples",
                                List.of("spec", "template"),
                                RestartStyle.TEMPLATE_ANNOTATION,
                                true,
                                Set.of()));
    }

    /// Gson reads names and texts without quotes.
    private static JsonObject object(@Nullable String spec, @Nullable String status) {
        String text =
                "{metadata:{uid:u,generation:2},spec:{%s},status:{%s}}"
                        .formatted(
                                spec == null ? "" : spec,
                                status == null ? "" : status.replace("\\", ""));
        return JSON.fromJson(text, JsonObject.class);
    }
}
