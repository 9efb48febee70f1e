// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;

/// A workload in the form that client-java's informers keep. Of what our annotation says only its
/// text is kept: read, it takes twice as much again, and it is asked for only when there is
/// something to decide.
///
/// Public, because they call [#setKind(String)] by reflection.
///
/// @param kept everything that we keep of the object, without what the annotation says
public record WatchedWorkload(Workload kept) implements KubernetesObject {

    public WatchedWorkload {
        kept = kept.with(Pins.Known.none());
    }

    /// As it was read.
    Workload workload() {
        String text = kept.annotations().get(PinsAnnotation.NAME);
        return text == null ? kept : kept.with(PinsAnnotation.read(text));
    }

    @Override
    public V1ObjectMeta getMetadata() {
        return new V1ObjectMeta()
                .namespace(kept.ref().namespace())
                .name(kept.ref().name())
                .resourceVersion(kept.resourceVersion());
    }

    @Override
    public String getApiVersion() {
        return "";
    }

    @Override
    public String getKind() {
        return kept.ref().kind();
    }

    /// The informers want to tell every object its kind; ours know theirs.
    public void setKind(String kind) {}

    /// See [#setKind(String)].
    public void setApiVersion(String apiVersion) {}
}
