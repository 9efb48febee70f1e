// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import io.pushwire.syncer.kubernetes.WatchLife.Reason;

import okhttp3.Response;

import okio.BufferedSource;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// One watch: a JSON object a line until the server ends it.
final class ObjectWatch<T> implements Watchable<T> {

    private final Watched<T> watched;
    private final Response response;
    private final BufferedSource lines;
    private final Pulse pulse;
    private @Nullable String line;

    /// Told, by the thread that reads, what becomes of the watch.
    interface Pulse {

        /// The server said something, if only a bookmark.
        void line();

        /// It is over; the reader begins anew.
        void end(Reason reason);
    }

    ObjectWatch(Watched<T> watched, Response response, Pulse pulse) {
        this.watched = watched;
        this.pulse = pulse;
        this.response = response;
        this.lines = response.body().source();
    }

    @Override
    public boolean hasNext() {
        try {
            while (line == null || line.isEmpty()) {
                line = lines.readUtf8Line();
                if (line == null) {
                    pulse.end(Reason.ENDED);
                    return false;
                }
            }
            return true;
        } catch (IOException cut) {
            pulse.end(cut instanceof InterruptedIOException ? Reason.SILENT : Reason.CUT);
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
            Watch.Response<T> read = read(event);
            if (read.status == null) {
                pulse.line();
            } else {
                Integer code = read.status.getCode();
                boolean expired = code != null && code == HttpURLConnection.HTTP_GONE;
                pulse.end(expired ? Reason.EXPIRED : Reason.REFUSED);
            }
            return read;
        } catch (IOException | IllegalStateException broken) {
            pulse.end(Reason.UNREADABLE);
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
                                forgetUnlessKept(read);
                            }
                        }
                        default -> in.skipValue();
                    }
                });
        return read;
    }

    /// One that is not kept any more is taken for gone, one that never was is not known then.
    private void forgetUnlessKept(Watch.Response<T> read) {
        if (!"BOOKMARK".equals(read.type) && !watched.kept().test(read.object)) {
            read.type = "DELETED";
        }
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
