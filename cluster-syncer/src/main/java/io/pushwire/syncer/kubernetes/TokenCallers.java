// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import io.kubernetes.client.openapi.ApiException;
import io.micronaut.context.annotation.Requires;
import io.pushwire.syncer.request.Callers;

import jakarta.inject.Singleton;

import java.io.IOException;
import java.net.HttpURLConnection;

/// Asks the API server who a token is of (TokenReview), and whether that account may post to
/// [#PATH] (SubjectAccessReview). Nothing is remembered: a token that is revoked is refused at
/// once. https://kubernetes.io/docs/reference/access-authn-authz/webhook/
@Singleton
@Requires(property = "pushwire.api.sync.enabled", value = "true")
final class TokenCallers implements Callers {

    /// The non-resource URL in the role of who may ask.
    static final String PATH = "/api/sync";

    static final String VERB = "post";

    private static final String TOKENS = "/apis/authentication.k8s.io/v1/tokenreviews";
    private static final String ACCESSES = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    private static final Gson JSON = new Gson();

    private final ApiServer server;

    TokenCallers(KubernetesConfig config) {
        this.server = ClusterConnection.open(config);
    }

    @Override
    public Caller of(String token) throws InterruptedException {
        try {
            JsonObject status = review(TOKENS, tokenReview(token));
            if (!isTrue(status, "authenticated")) {
                return new Caller.Unknown("the cluster does not know this token");
            }
            return of(status.getAsJsonObject("user"));
        } catch (NotAnswered refused) {
            return new Caller.Unanswered(String.valueOf(refused.getMessage()));
        } catch (IOException | ApiException away) {
            return new Caller.Unanswered(KubernetesWorkloads.describe(away));
        } catch (JsonParseException | IllegalStateException | ClassCastException strange) {
            return new Caller.Unanswered("the API server's review cannot be read");
        }
    }

    private Caller of(JsonObject user)
            throws NotAnswered, IOException, ApiException, InterruptedException {
        String name = user.get("username").getAsString();
        return isTrue(review(ACCESSES, accessReview(user)), "allowed")
                ? new Caller.Allowed(name)
                : new Caller.Forbidden(
                        "%s needs the verb %s on the non-resource URL %s"
                                .formatted(name, VERB, PATH));
    }

    /// @return its status
    private JsonObject review(String path, JsonObject review)
            throws NotAnswered, IOException, ApiException, InterruptedException {
        KubernetesWorkloads.Answer answer =
                KubernetesWorkloads.send(server.create(path, JSON.toJson(review)));
        String kind = path.substring(path.lastIndexOf('/') + 1);
        if (answer.code() == HttpURLConnection.HTTP_FORBIDDEN) {
            throw new NotAnswered(
                    "the syncer may not create %s: see cluster-syncer rbac".formatted(kind));
        }
        if (answer.code() >= 300) {
            throw new NotAnswered("the API server answers %d to %s".formatted(answer.code(), kind));
        }
        JsonObject answered = JSON.fromJson(answer.body(), JsonObject.class);
        if (answered == null || !answered.has("status")) {
            throw new NotAnswered("the API server answers %s without a status".formatted(kind));
        }
        return answered.getAsJsonObject("status");
    }

    private static boolean isTrue(JsonObject status, String field) {
        return status.has(field) && status.get(field).getAsBoolean();
    }

    private static JsonObject tokenReview(String token) {
        var spec = new JsonObject();
        spec.addProperty("token", token);
        return review("authentication.k8s.io/v1", "TokenReview", spec);
    }

    private static JsonObject accessReview(JsonObject user) {
        var url = new JsonObject();
        url.addProperty("path", PATH);
        url.addProperty("verb", VERB);
        var spec = new JsonObject();
        spec.add("nonResourceAttributes", url);
        spec.add("user", user.get("username"));
        for (String part : new String[] {"uid", "groups", "extra"}) {
            JsonElement told = user.get(part);
            if (told != null) {
                spec.add(part, told);
            }
        }
        return review("authorization.k8s.io/v1", "SubjectAccessReview", spec);
    }

    private static JsonObject review(String version, String kind, JsonObject spec) {
        var review = new JsonObject();
        review.addProperty("apiVersion", version);
        review.addProperty("kind", kind);
        review.add("spec", spec);
        return review;
    }

    /// The API server refused the question itself.
    private static final class NotAnswered extends Exception {
        private static final long serialVersionUID = 1L;

        NotAnswered(String message) {
            super(message);
        }
    }
}
