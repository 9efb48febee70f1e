// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.pushwire.syncer.decision.Workload;

/// A workload in the form that client-java's informers keep.
///
/// @param workload everything that we keep of the object
record WatchedWorkload(Workload workload) implements KubernetesObject {

    @Override
    public V1ObjectMeta getMetadata() {
        return new V1ObjectMeta()
                .namespace(workload.ref().namespace())
                .name(workload.ref().name())
                .resourceVersion(workload.resourceVersion());
    }

    @Override
    public String getApiVersion() {
        return "";
    }

    @Override
    public String getKind() {
        return workload.ref().kind();
    }

    /// The informers want to tell every object its kind; ours know theirs.
    public void setKind(String kind) {}

    /// See [#setKind(String)].
    public void setApiVersion(String apiVersion) {}
}
