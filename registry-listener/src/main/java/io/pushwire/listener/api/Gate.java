// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.pushwire.listener.access.Reader;
import io.pushwire.listener.access.Readers;
import io.pushwire.listener.authenticity.Claim;
import io.pushwire.listener.record.BadQuestionException;
import io.pushwire.listener.record.Progress;
import io.pushwire.listener.record.RecordFollower;
import io.pushwire.listener.record.RecordState;
import io.pushwire.listener.record.Snapshot;
import io.pushwire.listener.record.TooLongException;
import io.pushwire.listener.webhook.Headers;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// What stands before every answer: who asks, whether there is an index to ask, how many ask at
/// once. One line of log for each question, without what was asked and never with a credential.
@Singleton
@Requires(property = "pushwire.record.enabled", value = "true")
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final String NOBODY = "unknown";

    private final Readers readers;
    private final RecordFollower follower;
    private final Semaphore questions;
    private final MeterRegistry meters;

    Gate(Readers readers, RecordFollower follower, Limits limits, MeterRegistry meters) {
        this.readers = readers;
        this.follower = follower;
        this.questions = new Semaphore(limits.questions());
        this.meters = meters;
    }

    /// An answer, for somebody who may have it.
    @FunctionalInterface
    interface Question {
        byte[] answer(Reader reader, Snapshot snapshot) throws IOException;
    }

    /// What is done for somebody who may ask.
    @FunctionalInterface
    interface Visit {
        MutableHttpResponse<?> answer(Reader reader);
    }

    MutableHttpResponse<?> ask(Route route, HttpRequest<?> request, Question question) {
        return visit(route, request, reader -> answer(reader, question));
    }

    MutableHttpResponse<?> visit(Route route, HttpRequest<?> request, Visit visit) {
        long began = System.nanoTime();
        var claim = Claim.of(new Headers(request.getHeaders().asMap()));
        String name = NOBODY;
        MutableHttpResponse<?> answer;
        switch (readers.find(claim)) {
            case Readers.Found.Known(var reader) -> {
                name = reader.name();
                answer = visit.answer(reader);
            }
            case Readers.Found.Unknown _ ->
                    answer =
                            error(HttpStatus.UNAUTHORIZED, "The token is missing or not accepted")
                                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case Readers.Found.Undecided _ ->
                    answer = later("The keys of the token's issuer cannot be had: try again", SOON);
        }
        tell(route, name, answer.code(), System.nanoTime() - began);
        return answer;
    }

    private MutableHttpResponse<?> answer(Reader reader, Question question) {
        if (!questions.tryAcquire()) {
            return later("Too many questions are being answered: try again", SOON);
        }
        try (Snapshot snapshot = follower.snapshot().orElse(null)) {
            return snapshot == null
                    ? notYet()
                    : HttpResponse.ok(question.answer(reader, snapshot))
                            .contentType(MediaType.APPLICATION_JSON_TYPE);
        } catch (BadQuestionException wrong) {
            return error(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage()));
        } catch (NotAllowedException notAllowed) {
            return error(HttpStatus.FORBIDDEN, String.valueOf(notAllowed.getMessage()));
        } catch (TooLongException tooLong) {
            return later(String.valueOf(tooLong.getMessage()), LATER);
        } catch (IOException unreadable) {
            follower.unreadable(unreadable);
            return later("The index cannot be read: try again", LATER);
        } finally {
            questions.release();
        }
    }

    MutableHttpResponse<?> notYet() {
        return switch (follower.state()) {
            case RecordState.Unusable(String reason) -> later(reason, LATER);
            case RecordState.Building(Progress progress) ->
                    later(
                            "The index of the record is being built: %d of %d records, %d %%%s"
                                    .formatted(
                                            progress.read(),
                                            progress.of(),
                                            progress.percent(),
                                            left(progress.left())),
                            progress.left().filter(left -> left.compareTo(SOON) > 0).orElse(SOON));
            case RecordState.Ready _ -> later("The index was just opened: try again", SOON);
        };
    }

    static MutableHttpResponse<?> error(HttpStatus status, String sentence) {
        try {
            byte[] body =
                    Json.bytes(json -> {
                        json.writeStartObject();
                        json.writeStringField("error", sentence);
                        json.writeEndObject();
                    });
            return HttpResponse.status(status)
                    .body(body)
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    static MutableHttpResponse<?> later(String sentence, Duration after) {
        return error(HttpStatus.SERVICE_UNAVAILABLE, sentence)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(after.toSeconds()));
    }

    private static String left(Optional<Duration> left) {
        return left.map(time -> ", about " + time.toSeconds() + " s left").orElse("");
    }

    private void tell(Route route, String reader, int status, long took) {
        LOG.atInfo()
                .addKeyValue("reader", reader)
                .addKeyValue("route", route.path())
                .addKeyValue("status", status)
                .addKeyValue("tookMs", took / 1_000_000)
                .log("question");
        Timer.builder("pushwire.questions")
                .description("Questions about the record")
                .tag("route", route.path())
                .tag("status", String.valueOf(status))
                .register(meters)
                .record(Duration.ofNanos(took));
    }
}
