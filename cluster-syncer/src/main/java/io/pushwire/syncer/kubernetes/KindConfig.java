// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;

import org.jspecify.annotations.Nullable;

/// One kind of workload. Those that are known, by these names: `deployments`, `statefulsets`,
/// `daemonsets`, `cronjobs`, `pods` (bare ones), `rollouts`, `clonesets`, `knative-services`; any
/// other name is a kind of the user's, which needs all of the rest. Flat, because Micronaut binds
/// records further down without their key.
///
/// @param name the key under `pushwire.kinds`
/// @param enabled whether its workloads are looked after. Default `true`, for `pods` `false`. A
///   kind that the cluster does not serve does no harm: it is asked for once a minute
/// @param group of its API, for example `argoproj.io`. The known kinds have it, and all below
/// @param version of its API, for example `v1alpha1`
/// @param plural its name in paths, for example `rollouts`
/// @param kind as in manifests, for example `Rollout`
/// @param template where the pod template is. Default `spec.template`
/// @param restart how its pods are replaced: `template-annotation` (default; as `kubectl rollout
///   restart` does), `restart-at` (`spec.restartAt`, as Argo Rollouts), `none` (it cannot)
@EachProperty("pushwire.kinds")
record KindConfig(
        @Parameter String name,
        @Nullable Boolean enabled,
        @Nullable String group,
        @Nullable String version,
        @Nullable String plural,
        @Nullable String kind,
        @Nullable String template,
        @Nullable String restart) {

    boolean isSwitchOnly() {
        return group == null
                && version == null
                && plural == null
                && kind == null
                && template == null
                && restart == null;
    }
}
