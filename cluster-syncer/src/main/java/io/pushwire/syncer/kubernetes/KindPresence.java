// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import io.kubernetes.client.openapi.ApiException;

import okhttp3.Response;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;

/// Whether the cluster serves a kind at all, as discovery says
/// (https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api). Only that tells
/// one that is not there from one that may not be read: without the right, both are 403.
final class KindPresence {

    private static final Logger LOG = LoggerFactory.getLogger(KindPresence.class);

    private final ApiServer server;
    private final KindDefinition kind;
    private final Duration pause;
    private volatile boolean absent;
    private long askedAt;

    /// @param pause between two questions while it is absent
    KindPresence(ApiServer server, KindDefinition kind, Duration pause) {
        this.server = server;
        this.kind = kind;
        this.pause = pause;
    }

    /// What the last answer said.
    boolean isAbsent() {
        return absent;
    }

    /// Asks, while it is absent once in a pause only.
    ///
    /// @throws KindAbsentException if it is not there
    void require() throws ApiException {
        if (absent && System.nanoTime() - askedAt < pause.toNanos()) {
            throw new KindAbsentException(kind.plural());
        }
        boolean now = !isServed();
        askedAt = System.nanoTime();
        if (now != absent) {
            LOG.info("The cluster {} {}", now ? "no longer serves" : "serves now", name());
        }
        absent = now;
        if (absent) {
            throw new KindAbsentException(kind.plural());
        }
    }

    /// An answer that says neither is left to the list.
    private boolean isServed() throws ApiException {
        try (Response response = server.read(kind.collection()).execute()) {
            return switch (response.code()) {
                case HttpURLConnection.HTTP_NOT_FOUND -> false;
                case HttpURLConnection.HTTP_OK -> lists(response.body().string());
                default -> true;
            };
        } catch (IOException unreachable) {
            throw new ApiException(
                    "Tried to ask the API server for %s but %s"
                            .formatted(name(), unreachable.getMessage()),
                    unreachable,
                    0,
                    null);
        }
    }

    private boolean lists(String body) {
        try {
            JsonObject answer = JsonParser.parseString(body).getAsJsonObject();
            for (JsonElement resource : answer.getAsJsonArray("resources")) {
                if (resource.getAsJsonObject().get("name").getAsString().equals(kind.plural())) {
                    return true;
                }
            }
            return false;
        } catch (JsonParseException | IllegalStateException | NullPointerException other) {
            return true;
        }
    }

    private String name() {
        return kind.plural() + "." + kind.group() + "/" + kind.version();
    }

    /// The cluster does not serve the kind; nothing is wrong with that.
    static final class KindAbsentException extends ApiException {
        private static final long serialVersionUID = 1L;

        KindAbsentException(String plural) {
            super("the cluster does not serve " + plural);
        }
    }
}
