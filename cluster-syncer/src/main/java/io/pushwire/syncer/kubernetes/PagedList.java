// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import io.kubernetes.client.openapi.ApiException;

import okhttp3.Call;
import okhttp3.Response;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Lists the objects of one kind in pages, streamed into a class of ours.
final class PagedList<T> {

    private static final String PAGE = "500";

    private final ApiServer server;
    private final Watched<T> watched;

    PagedList(ApiServer server, Watched<T> watched) {
        this.server = server;
        this.watched = watched;
    }

    /// @param resourceVersion of the last page
    record Listed<T>(List<T> items, String resourceVersion) {}

    /// @param query besides the size of pages: of the first page; selectors count for all
    Listed<T> read(Map<String, String> query) throws ApiException {
        List<T> items = new ArrayList<>();
        return new Listed<>(items, read(query, items::addAll));
    }

    /// Tells of each page when it is there.
    ///
    /// @return the resource version of the last one
    String read(Map<String, String> query, Consumer<List<T>> pages) throws ApiException {
        Map<String, String> ofPage = new HashMap<>(query);
        ofPage.put("limit", PAGE);
        Page page = tell(ofPage, pages);
        while (!page.next().isEmpty()) {
            ofPage.remove("resourceVersion");
            ofPage.put("continue", page.next());
            page = tell(ofPage, pages);
        }
        return page.resourceVersion();
    }

    private Page tell(Map<String, String> query, Consumer<List<T>> pages) throws ApiException {
        List<T> items = new ArrayList<>();
        Page page = page(query, items);
        pages.accept(items);
        return page;
    }

    private Page page(Map<String, String> query, List<T> into) throws ApiException {
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
    Response open(Call call) throws ApiException {
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
