// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.pushwire.listener.access.Reader;
import io.pushwire.listener.record.BadQuestionException;
import io.pushwire.listener.record.RecordFollower;
import io.pushwire.listener.record.RecordState;
import io.pushwire.listener.record.Seen;
import io.swagger.v3.oas.annotations.Hidden;

import java.time.Duration;
import java.util.Optional;

/// What happens, as it happens. `openapi.yaml` describes it.
@Hidden
@Requires(property = "pushwire.record.enabled", value = "true")
@Controller(Route.BASE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class StreamController {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Gate gate;
    private final LiveStreams streams;
    private final RecordFollower follower;

    StreamController(Gate gate, LiveStreams streams, RecordFollower follower) {
        this.gate = gate;
        this.streams = streams;
        this.follower = follower;
    }

    @Get(Route.OF_STREAM)
    MutableHttpResponse<?> stream(HttpRequest<?> request) {
        return gate.visit(Route.STREAM, request, reader -> open(reader, request));
    }

    private MutableHttpResponse<?> open(Reader reader, HttpRequest<?> request) {
        try {
            var filter = new Parameters(Route.STREAM, request).filter();
            Optional<Seen> from = request.getHeaders().findFirst("Last-Event-ID").map(Seen::parse);
            if (!(follower.state() instanceof RecordState.Ready)) {
                return gate.notYet();
            }
            return streams.open(reader, filter, from)
                    .<MutableHttpResponse<?>>map(events ->
                            HttpResponse.ok(events)
                                    .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                                    .header(HttpHeaders.CACHE_CONTROL, "no-store"))
                    .orElseGet(() -> Gate.later("Too many streams are open: try again", SOON));
        } catch (BadQuestionException wrong) {
            return Gate.error(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage()));
        }
    }
}
