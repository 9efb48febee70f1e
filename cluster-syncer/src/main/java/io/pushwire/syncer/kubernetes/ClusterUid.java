// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.runtime.Backoff;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;

/// The uid of the namespace `kube-system`: nothing else names a cluster for all its life.
final class ClusterUid {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterUid.class);
    private static final String PATH = "/api/v1/namespaces/kube-system";

    private final ApiServer server;

    ClusterUid(ApiServer server) {
        this.server = server;
    }

    /// Waits until the API server answers. Empty without the right, and where there is no such
    /// namespace.
    Optional<String> read() throws InterruptedException {
        var backoff = new Backoff();
        while (true) {
            String problem;
            try {
                KubernetesWorkloads.Answer answer = KubernetesWorkloads.send(server.read(PATH));
                switch (answer.code()) {
                    case 200 -> {
                        return Optional.of(uid(answer.body()));
                    }
                    case 403, 404 -> {
                        LOG.warn(
                                "Two clusters with one name would not be noticed: that needs the"
                                        + " verb get on the namespace kube-system ({})",
                                answer.message());
                        return Optional.empty();
                    }
                    default -> problem = answer.problem();
                }
            } catch (IOException
                    | ApiException
                    | JsonParseException
                    | IllegalStateException
                    | NullPointerException failed) {
                problem = "the API server could not be asked: " + failed.getMessage();
            }
            LOG.warn("Tried to read the cluster's uid but {}; trying again", problem);
            backoff.pause();
        }
    }

    private static String uid(String body) {
        JsonObject namespace = JsonParser.parseString(body).getAsJsonObject();
        return namespace.getAsJsonObject("metadata").get("uid").getAsString();
    }
}
