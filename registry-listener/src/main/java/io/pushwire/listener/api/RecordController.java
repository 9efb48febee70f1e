// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

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
import io.pushwire.listener.record.Filter;
import io.pushwire.listener.record.Listing;
import io.pushwire.listener.record.Paging;
import io.pushwire.listener.record.Rolled;
import io.pushwire.listener.record.Slot;
import io.pushwire.listener.record.Snapshot;
import io.pushwire.listener.record.Timeline;
import io.pushwire.listener.record.What;
import io.swagger.v3.oas.annotations.Hidden;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// What happened. `openapi.yaml` describes it.
@Hidden
@Requires(property = "pushwire.record.enabled", value = "true")
@Controller(Route.BASE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class RecordController {

    private final Gate gate;
    private final Limits limits;

    RecordController(Gate gate, Limits limits) {
        this.gate = gate;
        this.limits = limits;
    }

    @Get(Route.OF_EVENTS)
    MutableHttpResponse<?> events(HttpRequest<?> request) {
        return ask(
                Route.EVENTS,
                request,
                (asked, reader, snapshot) -> list(What.EVENTS, asked, reader, snapshot));
    }

    @Get(Route.OF_OUTCOMES)
    MutableHttpResponse<?> outcomes(HttpRequest<?> request) {
        return ask(
                Route.OUTCOMES,
                request,
                (asked, reader, snapshot) -> list(What.OUTCOMES, asked, reader, snapshot));
    }

    @Get(Route.OF_TIMELINE)
    MutableHttpResponse<?> timeline(HttpRequest<?> request) {
        return ask(Route.TIMELINE, request, this::timeline);
    }

    @Get(Route.OF_ROLLED)
    MutableHttpResponse<?> rolled(String cluster, HttpRequest<?> request) {
        return ask(
                Route.ROLLED,
                request,
                (asked, reader, snapshot) -> rolled(cluster, asked, reader, snapshot));
    }

    @Get(Route.OF_DEAD_LETTERS)
    MutableHttpResponse<?> deadLetters(HttpRequest<?> request) {
        return ask(
                Route.DEAD_LETTERS,
                request,
                (asked, reader, snapshot) -> {
                    if (!reader.sight().repositories().allowEverything()) {
                        throw new NotAllowedException(
                                "dead letters may be of any repository, and are shown only to"
                                        + " readers with repositories: \"*\"");
                    }
                    return list(What.DEAD_LETTERS, asked, reader, snapshot);
                });
    }

    /// An answer to parameters that were understood.
    @FunctionalInterface
    private interface Answering {
        byte[] answer(Parameters asked, Reader reader, Snapshot snapshot) throws IOException;
    }

    private MutableHttpResponse<?> ask(Route route, HttpRequest<?> request, Answering answering) {
        return gate.ask(
                route,
                request,
                (reader, snapshot) ->
                        answering.answer(new Parameters(route, request), reader, snapshot));
    }

    private byte[] list(What what, Parameters asked, Reader reader, Snapshot snapshot)
            throws IOException {
        var page = new Listing(snapshot).page(what, asked.filter(), reader.sight(), paging(asked));
        return Json.page(page, page.next().map(asked::cursor), Json::entry);
    }

    private byte[] timeline(Parameters asked, Reader reader, Snapshot snapshot) throws IOException {
        var page =
                new Timeline(snapshot)
                        .page(
                                Filter.of(asked.oneImage(), asked.time("from"), asked.time("to")),
                                reader.sight(),
                                paging(asked));
        return Json.page(page, page.next().map(asked::cursor), TimelineJson::step);
    }

    private byte[] rolled(String cluster, Parameters asked, Reader reader, Snapshot snapshot)
            throws IOException {
        Instant at = asked.requiredTime("at");
        Optional<Slot> after = asked.afterSlot();
        var page =
                new Rolled(snapshot)
                        .page(
                                Filter.untilIn(cluster, at, asked.image()),
                                reader.sight(),
                                asked.limit(),
                                after,
                                limits.questionTime());
        return Json.page(page, page.next().map(asked::cursor), RolledJson::change);
    }

    private Paging paging(Parameters asked) {
        return new Paging(asked.limit(), asked.newestFirst(), asked.after(), limits.questionTime());
    }
}
