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

    /// Any name will do, but there must be one: without it the informer looks for the type among
    /// all of client-java's generated classes, and loads every one of them.
    @Override
    public String getApiVersion() {
        return "pushwire.io/v1";
    }

    /// See [#getApiVersion].
    @Override
    public String getKind() {
        return "WatchedObjectList";
    }
}
