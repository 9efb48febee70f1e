// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.pushwire.control.RecheckRequest;
import io.pushwire.syncer.request.SyncAnswer;
import io.pushwire.syncer.request.SyncRequests;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `POST /api/sync`: from a request to a status.
@Controller("/api/sync")
@Requires(property = "pushwire.api.sync.enabled", value = "true")
final class SyncController {

    private final SyncRequests requests;
    private final JsonMapper json;

    SyncController(SyncRequests requests, JsonMapper json) {
        this.requests = requests;
        this.json = json;
    }

    /// @param body `{"image": …}` or `{"images": […]}`; nothing, or none of both, for every tag
    ///   that the cluster uses
    @Post
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Map<String, Object>> sync(
            @Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization,
            @Nullable @Body String body)
            throws InterruptedException {
        return answer(requests.handle(Optional.ofNullable(authorization), () -> images(body)));
    }

    private List<String> images(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return List.of();
        }
        try {
            SyncBody read = json.readValue(body, SyncBody.class);
            return read == null ? List.of() : read.all();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "the body is not {\"image\": …}, {\"images\": […]} or empty", unreadable);
        }
    }

    private static HttpResponse<Map<String, Object>> answer(SyncAnswer answer) {
        return switch (answer) {
            case SyncAnswer.Accepted(List<RecheckRequest> requests) ->
                    HttpResponse.<Map<String, Object>>status(HttpStatus.ACCEPTED)
                            .body(
                                    Map.of(
                                            "requests",
                                            requests.stream().map(SyncController::named).toList()));
            case SyncAnswer.Unauthorized(String reason) ->
                    error(HttpStatus.UNAUTHORIZED, reason)
                            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case SyncAnswer.Forbidden(String reason) -> error(HttpStatus.FORBIDDEN, reason);
            case SyncAnswer.Refused(String reason) -> error(HttpStatus.BAD_REQUEST, reason);
            case SyncAnswer.Unavailable(String reason) ->
                    error(HttpStatus.SERVICE_UNAVAILABLE, reason)
                            .header(HttpHeaders.RETRY_AFTER, "5");
        };
    }

    private static Map<String, String> named(RecheckRequest request) {
        return switch (request.what()) {
            case RecheckRequest.Image(var tag) ->
                    Map.of("id", request.id(), "image", tag.toString());
            case RecheckRequest.WholeCluster(String name) ->
                    Map.of("id", request.id(), "cluster", name);
        };
    }

    private static MutableHttpResponse<Map<String, Object>> error(
            HttpStatus status, String reason) {
        return HttpResponse.<Map<String, Object>>status(status).body(Map.of("error", reason));
    }
}
