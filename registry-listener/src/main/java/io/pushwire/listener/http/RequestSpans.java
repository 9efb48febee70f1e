// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micronaut.http.MutableHttpResponse;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.pushwire.listener.webhook.Headers;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/// A span for each request, below the sender's if it tells one. The route is in it, and never the
/// path or a header, which may be secrets.
@Singleton
final class RequestSpans {

    private static final int FIRST_SERVER_ERROR = 500;

    private final Tracer tracer;

    RequestSpans(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("io.pushwire.listener");
    }

    /// @param route with its variables unresolved
    MutableHttpResponse<?> around(
            String route, Headers headers, Supplier<MutableHttpResponse<?>> handle) {
        Context sender =
                W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), headers, new FromHeaders());
        Span span =
                tracer.spanBuilder("POST " + route)
                        .setSpanKind(SpanKind.SERVER)
                        .setParent(sender)
                        .setAttribute("http.request.method", "POST")
                        .setAttribute("http.route", route)
                        .startSpan();
        try (Scope _ = sender.with(span).makeCurrent()) {
            MutableHttpResponse<?> answer = handle.get();
            span.setAttribute("http.response.status_code", (long) answer.code());
            if (answer.code() >= FIRST_SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
            return answer;
        } finally {
            span.end();
        }
    }

    private static final class FromHeaders implements TextMapGetter<Headers> {

        @Override
        public Iterable<String> keys(Headers headers) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            return headers == null ? null : headers.first(name).orElse(null);
        }
    }
}
