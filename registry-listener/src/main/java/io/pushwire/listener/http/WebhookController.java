// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.pushwire.listener.authenticity.Claim;
import io.pushwire.listener.authenticity.Verdict;
import io.pushwire.listener.reception.Admission;
import io.pushwire.listener.reception.Receipt;
import io.pushwire.listener.reception.Reception;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.webhook.Headers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.parameters.RequestBody;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// The hooks. The body is no parameter, so that nothing asks the sender for it before its
/// credential is checked, and no media type is refused in either direction: to a registry a
/// 4xx means "again, for ever".
@Controller("/hooks")
final class WebhookController {

    private static final String SECONDS_TO_WAIT = "1";

    private final Reception reception;
    private final Bodies bodies;
    private final Journal journal;
    private final RequestSpans spans;

    WebhookController(Reception reception, Bodies bodies, Journal journal, RequestSpans spans) {
        this.spans = spans;
        this.reception = reception;
        this.bodies = bodies;
        this.journal = journal;
    }

    @Post("/{source}")
    @Operation(
            operationId = "notify",
            summary = "Takes a notification",
            requestBody =
                    @RequestBody(description = "as the dialect of the source has it, of any type"))
    @HookAnswers
    @Consumes(MediaType.ALL)
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    MutableHttpResponse<?> receive(String source, HttpRequest<?> request) {
        return receive(source, request, Optional.empty());
    }

    /// For senders that can be told a URL and nothing else.
    @Post("/{source}/{secret}")
    @Operation(
            operationId = "notifyWithSecret",
            summary = "Takes a notification of a sender that can be told a URL and nothing else",
            requestBody =
                    @RequestBody(description = "as the dialect of the source has it, of any type"))
    @HookAnswers
    @Consumes(MediaType.ALL)
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    MutableHttpResponse<?> receive(String source, String secret, HttpRequest<?> request) {
        return receive(source, request, Optional.of(secret));
    }

    private MutableHttpResponse<?> receive(
            String source, HttpRequest<?> request, Optional<String> secret) {
        long began = System.nanoTime();
        var headers = new Headers(request.getHeaders().asMap());
        return spans.around(
                        secret.isPresent() ? "/hooks/{source}/{secret}" : "/hooks/{source}",
                        headers,
                        () -> receive(source, request, new Claim(headers, secret), began))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private MutableHttpResponse<?> receive(
            String source, HttpRequest<?> request, Claim claim, long began) {
        return admitted(
                source,
                claim,
                began,
                (named, longestBody) ->
                        bodies.with(
                                (ServerHttpRequest<?>) request,
                                claim.headers(),
                                longestBody,
                                read -> read(named, longestBody, read, began)));
    }

    /// The question that CloudEvents wants asked before anything is sent.
    @Options("/{source}")
    @Operation(
            operationId = "ask",
            summary = "Asks whether notifications may be sent (CloudEvents abuse protection)")
    @QuestionAnswers
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    MutableHttpResponse<?> ask(String source, HttpRequest<?> request) {
        return ask(source, request, Optional.empty());
    }

    @Options("/{source}/{secret}")
    @Operation(
            operationId = "askWithSecret",
            summary = "Asks whether notifications may be sent (CloudEvents abuse protection)")
    @QuestionAnswers
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    MutableHttpResponse<?> ask(String source, String secret, HttpRequest<?> request) {
        return ask(source, request, Optional.of(secret));
    }

    private MutableHttpResponse<?> ask(
            String source, HttpRequest<?> request, Optional<String> secret) {
        long began = System.nanoTime();
        Optional<String> origin = request.getHeaders().findFirst("WebHook-Request-Origin");
        return admitted(
                source,
                new Claim(new Headers(request.getHeaders().asMap()), secret),
                began,
                (named, _) -> {
                    if (origin.isEmpty() || !reception.mayAsk(named)) {
                        return HttpResponse.status(HttpStatus.METHOD_NOT_ALLOWED)
                                .header(HttpHeaders.ALLOW, "POST");
                    }
                    journal.asked(named, began);
                    return HttpResponse.ok()
                            .header("WebHook-Allowed-Origin", origin.get())
                            .header("WebHook-Allowed-Rate", "*");
                });
    }

    private MutableHttpResponse<?> admitted(
            String source,
            Claim claim,
            long began,
            BiFunction<Source, Integer, MutableHttpResponse<?>> next) {
        return switch (reception.admit(source, claim)) {
            case Admission.UnknownSource _ -> {
                journal.unknownSource(began);
                yield answer(
                        HttpStatus.NOT_FOUND,
                        "No source of this name is configured: see pushwire.sources");
            }
            case Admission.NotGenuine(var named, var verdict) -> {
                journal.notGenuine(named, verdict, began);
                yield unauthorized(verdict);
            }
            case Admission.PackedAndSigned(var named) -> {
                journal.notRead(named, "packed", began);
                yield answer(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "A signed body must be sent as it was signed, without Content-Encoding");
            }
            case Admission.Admitted(var named, int longestBody) -> next.apply(named, longestBody);
        };
    }

    private MutableHttpResponse<?> read(
            Source source, int longestBody, Bodies.Read read, long began) {
        return switch (read) {
            case Bodies.Read.Whole(var request) -> {
                Receipt receipt = reception.receive(source, request);
                journal.received(source, receipt, began);
                yield answer(receipt);
            }
            case Bodies.Read.TooLong _ -> {
                journal.notRead(source, "too-long", began);
                yield answer(
                        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                        "The body is longer than " + longestBody + " bytes");
            }
            case Bodies.Read.Busy _ -> {
                journal.notRead(source, "busy", began);
                yield later("Too many bytes are being received: try again");
            }
            case Bodies.Read.TooSlow _ -> {
                journal.notRead(source, "too-slow", began);
                yield answer(HttpStatus.REQUEST_TIMEOUT, "The body did not come in time")
                        .header(HttpHeaders.CONNECTION, "close");
            }
            case Bodies.Read.Broken _ -> {
                journal.notRead(source, "broken-off", began);
                yield answer(HttpStatus.BAD_REQUEST, "The body broke off");
            }
        };
    }

    private static MutableHttpResponse<?> answer(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Accepted(var entries, var rest) ->
                    HttpResponse.accepted().body(Answer.of(entries, rest));
            case Receipt.NothingToDo(var rest) -> HttpResponse.ok(Answer.of(List.of(), rest));
            case Receipt.Unreadable(String reason, boolean deadLetter) ->
                    HttpResponse.ok(Answer.unreadable(reason, deadLetter));
            case Receipt.Rejected(String reason, boolean understood, var _) ->
                    answer(
                            understood ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.BAD_REQUEST,
                            reason);
            case Receipt.Replied(String json) -> HttpResponse.ok(json);
            case Receipt.NotGenuine(var verdict) -> unauthorized(verdict);
            case Receipt.Unavailable(String reason) -> later(reason);
        };
    }

    private static MutableHttpResponse<?> unauthorized(Verdict verdict) {
        return switch (verdict) {
            case GENUINE, WRONG, NEEDS_BODY ->
                    answer(HttpStatus.UNAUTHORIZED, "The credential is not accepted");
            case MISSING ->
                    answer(HttpStatus.UNAUTHORIZED, "The credential is missing, or sent twice");
            case UNDECIDED -> later("The keys of the token's issuer cannot be had: try again");
        };
    }

    private static MutableHttpResponse<?> later(String sentence) {
        return answer(HttpStatus.SERVICE_UNAVAILABLE, sentence)
                .header(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
    }

    private static MutableHttpResponse<?> answer(HttpStatus status, String sentence) {
        return HttpResponse.<Answer>status(status).body(Answer.error(sentence));
    }
}
