// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Watchable;

import okhttp3.Call;
import okhttp3.Response;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lists and watches one kind for a client-java informer, in pages and streamed into our own
/// classes. The generated types refuse every field that they do not know.
final class ObjectListerWatcher<T extends KubernetesObject>
        implements SteadyListerWatcher.Source<T> {

    /// How long one watch lasts. The connection's read time-out must be a little longer: it is the
    /// only thing that notices a peer that is silently gone.
    static final int WATCH_SECONDS = 50;

    private static final String PAGE = "500";
    // What the reflector asks for first; with it the server would ignore the page size.
    private static final String ANY_VERSION = "0";

    private final ApiServer server;
    private final Watched<T> watched;

    ObjectListerWatcher(ApiServer server, Watched<T> watched) {
        this.server = server;
        this.watched = watched;
    }

    @Override
    public WatchedObjects<T> list(CallGeneratorParams params) throws ApiException {
        List<T> items = new ArrayList<>();
        Page page = page("", params.resourceVersion, items);
        while (!page.next().isEmpty()) {
            page = page(page.next(), "", items);
        }
        return new WatchedObjects<>(items, page.resourceVersion());
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
        return new ObjectWatch<>(watched, open(call), pulse);
    }

    private Page page(String from, String version, List<T> into) throws ApiException {
        Map<String, String> query = new HashMap<>(Map.of("limit", PAGE));
        if (!from.isEmpty()) {
            query.put("continue", from);
        } else if (version != null && !version.equals(ANY_VERSION)) {
            query.put("resourceVersion", version);
        }
        try (Response response = open(server.list(watched.path(), query));
                var in = new JsonReader(response.body().charStream())) {
            return read(in, into);
        } catch (IOException | IllegalStateException broken) {
            throw new ApiException(
                    "Tried to list %s but %s".formatted(watched.plural(), broken.getMessage()));
        }
    }

    private Page read(JsonReader in, List<T> into) throws IOException {
        var metadata = new HashMap<String, String>();
        WorkloadReader.eachField(
                in,
                field -> {
                    switch (field) {
                        case "metadata" ->
                                WorkloadReader.eachField(
                                        in,
                                        below -> {
                                            if (below.equals("resourceVersion")
                                                    || below.equals("continue")) {
                                                metadata.put(below, in.nextString());
                                            } else {
                                                in.skipValue();
                                            }
                                        });
                        case "items" -> {
                            in.beginArray();
                            while (in.hasNext()) {
                                watched.read(in).ifPresent(into::add);
                            }
                            in.endArray();
                        }
                        default -> in.skipValue();
                    }
                });
        return new Page(
                metadata.getOrDefault("resourceVersion", ""),
                metadata.getOrDefault("continue", ""));
    }

    /// An answer that is good; any other is an [ApiException] with the server's status.
    private Response open(Call call) throws ApiException {
        Response response;
        try {
            response = call.execute();
        } catch (IOException unreachable) {
            throw new ApiException(
                    "Tried to reach the API server for %s but %s"
                            .formatted(watched.plural(), unreachable.getMessage()),
                    unreachable,
                    0,
                    null);
        }
        if (!response.isSuccessful()) {
            try (response) {
                throw new ApiException(
                        response.code(),
                        "Tried to list or watch %s but the API server answered %d %s"
                                .formatted(
                                        watched.plural(),
                                        response.code(),
                                        StatusMessage.of(response)));
            }
        }
        return response;
    }

    private record Page(String resourceVersion, String next) {}
}
