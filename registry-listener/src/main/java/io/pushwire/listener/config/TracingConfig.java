// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// Spans of requests and of what they put on the log.
///
/// @param enabled whether spans are made and exported, as the variables of OpenTelemetry say
///   (`OTEL_EXPORTER_OTLP_ENDPOINT` and others); a `traceparent` is handed on in any case
@ConfigurationProperties("pushwire.tracing")
public record TracingConfig(@Bindable(defaultValue = "false") boolean enabled) {}
