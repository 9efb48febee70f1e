// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Watchable;

import okhttp3.Call;

import java.util.Map;

/// Lists and watches one kind for a client-java informer, in pages and streamed into our own
/// classes. The generated types refuse every field that they do not know.
final class ObjectListerWatcher<T extends KubernetesObject>
        implements SteadyListerWatcher.Source<T> {

    /// How long one watch lasts. The connection's read time-out must be a little longer: it is the
    /// only thing that notices a peer that is silently gone.
    static final int WATCH_SECONDS = 50;

    // What the reflector asks for first; with it the server would ignore the page size.
    private static final String ANY_VERSION = "0";

    private final ApiServer server;
    private final Watched<T> watched;
    private final PagedList<T> pages;

    ObjectListerWatcher(ApiServer server, Watched<T> watched) {
        this.server = server;
        this.watched = watched;
        this.pages = new PagedList<>(server, watched);
    }

    @Override
    public WatchedObjects<T> list(CallGeneratorParams params) throws ApiException {
        boolean any = params.resourceVersion == null || params.resourceVersion.equals(ANY_VERSION);
        PagedList.Listed<T> listed =
                pages.read(any ? Map.of() : Map.of("resourceVersion", params.resourceVersion));
        return new WatchedObjects<>(listed.items(), listed.resourceVersion());
    }

    @Override
    public Watchable<T> watch(CallGeneratorParams params, ObjectWatch.Pulse pulse)
            throws ApiException {
        Call call =
                server.list(
                        watched.path(),
                        Map.of(
                                "watch",
                                "true",
                                "allowWatchBookmarks",
                                "true",
                                "resourceVersion",
                                params.resourceVersion,
                                "timeoutSeconds",
                                String.valueOf(WATCH_SECONDS)));
        return new ObjectWatch<>(watched, pages.open(call), pulse);
    }
}
