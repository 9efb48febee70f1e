// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;

import okhttp3.Response;

import okio.BufferedSource;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringReader;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// One watch: a JSON object a line until the server ends it.
final class ObjectWatch<T> implements Watchable<T> {

    private final Watched<T> watched;
    private final Response response;
    private final BufferedSource lines;
    private @Nullable String line;

    ObjectWatch(Watched<T> watched, Response response) {
        this.watched = watched;
        this.response = response;
        this.lines = response.body().source();
    }

    @Override
    public boolean hasNext() {
        try {
            while (line == null || line.isEmpty()) {
                line = lines.readUtf8Line();
                if (line == null) {
                    return false;
                }
            }
            return true;
        } catch (IOException cut) {
            // The reflector takes just this text for a normal end and lists again.
            throw new WatchCutException("IO Exception during hasNext: " + cut.getMessage(), cut);
        }
    }

    @Override
    public Watch.Response<T> next() {
        if (!hasNext() || line == null) {
            throw new NoSuchElementException();
        }
        String event = line;
        line = null;
        try {
            return read(event);
        } catch (IOException | IllegalStateException broken) {
            throw new WatchCutException(
                    "Tried to read a watch event of %s but %s"
                            .formatted(watched.plural(), broken.getMessage()),
                    broken);
        }
    }

    private Watch.Response<T> read(String event) throws IOException {
        var in = new JsonReader(new StringReader(event));
        var read = new Watch.Response<T>();
        WorkloadReader.eachField(
                in,
                field -> {
                    // API servers send the type first.
                    switch (field) {
                        case "type" -> read.type = in.nextString();
                        case "object" -> {
                            if ("ERROR".equals(read.type)) {
                                read.status = status(in);
                            } else {
                                read.object = watched.reader().read(in);
                            }
                        }
                        default -> in.skipValue();
                    }
                });
        return read;
    }

    private static V1Status status(JsonReader in) throws IOException {
        var status = new V1Status();
        WorkloadReader.eachField(
                in,
                field -> {
                    switch (field) {
                        case "code" -> status.code(in.nextInt());
                        case "message" -> status.message(in.nextString());
                        case "reason" -> status.reason(in.nextString());
                        default -> in.skipValue();
                    }
                });
        return status;
    }

    @Override
    public Iterator<Watch.Response<T>> iterator() {
        return this;
    }

    @Override
    public void close() {
        response.close();
    }

    /// The stream broke; the informer lists again.
    private static final class WatchCutException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WatchCutException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
