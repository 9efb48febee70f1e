// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import com.fasterxml.jackson.core.JsonGenerator;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.pushwire.listener.access.Reader;
import io.pushwire.listener.record.DigestsInUse;
import io.pushwire.listener.record.Snapshot;
import io.pushwire.listener.record.Users;
import io.swagger.v3.oas.annotations.Hidden;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// What is used now. `openapi.yaml` describes it.
@Hidden
@Requires(property = "pushwire.record.enabled", value = "true")
@Controller(Route.BASE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class UseController {

    private final Gate gate;
    private final Limits limits;

    UseController(Gate gate, Limits limits) {
        this.gate = gate;
        this.limits = limits;
    }

    @Get(Route.OF_DIGESTS)
    MutableHttpResponse<?> digests(HttpRequest<?> request) {
        return gate.ask(
                Route.DIGESTS,
                request,
                (reader, snapshot) ->
                        digests(new Parameters(Route.DIGESTS, request), reader, snapshot));
    }

    @Get(Route.OF_USERS)
    MutableHttpResponse<?> users(String digest, HttpRequest<?> request) {
        return gate.ask(
                Route.USERS,
                request,
                (reader, snapshot) ->
                        users(digest, new Parameters(Route.USERS, request), reader, snapshot));
    }

    private byte[] digests(Parameters asked, Reader reader, Snapshot snapshot) throws IOException {
        var page =
                new DigestsInUse(snapshot)
                        .page(
                                asked.repository(),
                                reader.sight(),
                                asked.limit(),
                                asked.cursor(1).map(List::getFirst),
                                limits.questionTime());
        return Json.page(
                page, page.next().map(last -> asked.cursor(List.of(last))), UseController::inUse);
    }

    private byte[] users(String digest, Parameters asked, Reader reader, Snapshot snapshot)
            throws IOException {
        String wanted = Parameters.digest(digest);
        var page =
                new Users(snapshot)
                        .page(
                                wanted,
                                reader.sight(),
                                asked.limit(),
                                asked.afterSlot(),
                                limits.questionTime());
        return Json.page(page, page.next().map(asked::cursor), UseController::user);
    }

    private static void inUse(JsonGenerator json, DigestsInUse.InUse item) throws IOException {
        json.writeStartObject();
        Json.text(json, "digest", item.digest().orElse(null));
        Json.text(json, "tagOfUnknownDigest", item.tag().orElse(null));
        strings(json, "repositories", item.repositories());
        strings(json, "clusters", item.clusters());
        json.writeNumberField("workloads", item.workloads());
        json.writeEndObject();
    }

    private static void user(JsonGenerator json, Users.User user) throws IOException {
        json.writeStartObject();
        Json.slot(json, user.use().slot());
        json.writeStringField("tag", user.use().tag());
        json.writeStringField("image", user.use().image());
        json.writeStringField(
                "template", user.template().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Json.time(json, "seenRunning", user.seenRunning().orElse(null));
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String field, Collection<String> texts)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
