// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.common.KubernetesListObject;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ListMeta;

import java.util.List;

/// A whole list, all its pages together.
///
/// @param items the objects
/// @param resourceVersion from which on a watch tells what happened since
record WatchedObjects<T extends KubernetesObject>(List<T> items, String resourceVersion)
        implements KubernetesListObject {

    @Override
    public V1ListMeta getMetadata() {
        return new V1ListMeta().resourceVersion(resourceVersion);
    }

    @Override
    public List<T> getItems() {
        return items;
    }

    @Override
    public String getApiVersion() {
        return "";
    }

    @Override
    public String getKind() {
        return "";
    }
}
