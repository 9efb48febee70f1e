// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import io.kubernetes.client.openapi.ApiException;

import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// Lists the objects of one kind in pages, streamed into a class of ours.
final class PagedList<T> {

    // The server takes twice as long for ten pages of a tenth; read as a stream, a page's size is
    // none
    // of memory.
    private static final String PAGE = "5000";
    private static final int PART = 500;

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

    /// Tells of some hundred at a time, when they are there. While a page is read the server makes
    /// the next one: what it takes to ask for that stands before the objects.
    ///
    /// @return the resource version of the last one
    String read(Map<String, String> query, Consumer<List<T>> parts) throws ApiException {
        Map<String, String> ofPage = new HashMap<>(query);
        ofPage.put("limit", PAGE);
        var page = new Page(ask(ofPage));
        ofPage.remove("resourceVersion");
        while (true) {
            page.read(ofPage, parts);
            if (page.next.isEmpty()) {
                return page.resourceVersion;
            }
            page = new Page(page.next.get());
        }
    }

    private Asked ask(Map<String, String> query) throws ApiException {
        var asked = new Asked(server.list(watched.path(), query), new CompletableFuture<>());
        asked.call().enqueue(asked);
        return asked;
    }

    /// A page that is on its way.
    private record Asked(Call call, CompletableFuture<Response> answer) implements Callback {

        @Override
        public void onResponse(Call call, Response response) {
            answer.complete(response);
        }

        @Override
        public void onFailure(Call call, IOException unreachable) {
            answer.completeExceptionally(unreachable);
        }

        Response await() throws IOException {
            try {
                return answer.get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof IOException why ? why : new IOException(failed);
            } catch (InterruptedException stopping) {
                call.cancel();
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("stopping");
            }
        }
    }

    /// One page while it is read.
    private final class Page {

        private final Asked asked;
        private List<T> part = new ArrayList<>();
        private String resourceVersion = "";
        private Optional<Asked> next = Optional.empty();

        Page(Asked asked) {
            this.asked = asked;
        }

        /// @param query of the next one, but for its place
        void read(Map<String, String> query, Consumer<List<T>> parts) throws ApiException {
            try (Response response = good(asked::await);
                    var in = new JsonReader(response.body().charStream())) {
                WorkloadReader.eachField(in, field -> read(in, field, query, parts));
            } catch (IOException | IllegalStateException broken) {
                next.ifPresent(it -> it.call().cancel());
                throw new ApiException(
                        "Tried to list %s but %s".formatted(watched.plural(), broken.getMessage()));
            }
        }

        private void read(
                JsonReader in, String field, Map<String, String> query, Consumer<List<T>> parts)
                throws IOException {
            switch (field) {
                case "metadata" ->
                        WorkloadReader.eachField(in, below -> metadata(in, below, query));
                case "items" -> items(in, parts);
                default -> in.skipValue();
            }
        }

        private void items(JsonReader in, Consumer<List<T>> parts) throws IOException {
            in.beginArray();
            while (in.hasNext()) {
                watched.read(in).ifPresent(part::add);
                if (part.size() == PART) {
                    tell(parts);
                }
            }
            in.endArray();
            tell(parts);
        }

        private void tell(Consumer<List<T>> parts) {
            parts.accept(part);
            part = new ArrayList<>();
        }

        private void metadata(JsonReader in, String field, Map<String, String> query)
                throws IOException {
            switch (field) {
                case "resourceVersion" -> resourceVersion = in.nextString();
                case "continue" -> askOn(in.nextString(), query);
                default -> in.skipValue();
            }
        }

        private void askOn(String place, Map<String, String> query) throws IOException {
            if (place.isEmpty()) {
                return;
            }
            query.put("continue", place);
            try {
                next = Optional.of(ask(query));
            } catch (ApiException failed) {
                throw new IOException(failed.getMessage(), failed);
            }
        }
    }

    /// An answer that is good; any other is an [ApiException] with the server's status.
    Response open(Call call) throws ApiException {
        return good(call::execute);
    }

    private Response good(Answer answer) throws ApiException {
        Response response;
        try {
            response = answer.await();
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

    private interface Answer {
        Response await() throws IOException;
    }
}
