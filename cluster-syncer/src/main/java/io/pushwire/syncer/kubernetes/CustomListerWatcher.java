// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Watchable;

import java.net.HttpURLConnection;
import java.util.List;

/// Lists and watches a kind that the cluster may not serve, or not yet: then there are none.
final class CustomListerWatcher<T extends KubernetesObject>
        implements ListerWatcher<T, WatchedObjects<T>> {

    private final ListerWatcher<T, WatchedObjects<T>> present;
    private final KindPresence presence;

    CustomListerWatcher(ListerWatcher<T, WatchedObjects<T>> present, KindPresence presence) {
        this.present = present;
        this.presence = presence;
    }

    /// None for a kind that is absent, so that objects of a definition that was deleted are gone.
    @Override
    public WatchedObjects<T> list(CallGeneratorParams params) throws ApiException {
        try {
            presence.require();
            return present.list(params);
        } catch (KindPresence.KindAbsentException absent) {
            return new WatchedObjects<>(List.of(), "");
        }
    }

    /// @throws KindPresence.KindAbsentException for a kind that is absent: list it again
    @Override
    public Watchable<T> watch(CallGeneratorParams params) throws ApiException {
        if (presence.isAbsent()) {
            presence.require();
            // It appeared between the list and now, so that list says nothing.
            throw new ApiException(HttpURLConnection.HTTP_GONE, "the kind has just appeared");
        }
        return present.watch(params);
    }
}
