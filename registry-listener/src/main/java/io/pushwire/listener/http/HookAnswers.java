// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a hook may answer, for the OpenAPI description.
@ApiResponse(
        responseCode = "200",
        description =
                "Understood, nothing became an event; or unreadable and kept as a dead letter; or"
                        + " the sender's question before its first notification",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Answer.class)))
@ApiResponse(
        responseCode = "202",
        description = "At least one event is on the log",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Answer.class)))
@ApiResponse(
        responseCode = "400",
        description = "The body broke off; or, to people, what cannot be read and what to change",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Answer.class)))
@ApiResponse(
        responseCode = "401",
        description =
                "The credential is missing, sent twice or wrong, or the body is not what was"
                        + " signed",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Answer.class)))
@ApiResponse(
        responseCode = "404",
        description = "No source of this name is configured",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Answer.class)))
@ApiResponse(
        responseCode = "408",
        description = "The body did not come in time",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Answer.class)))
@ApiResponse(
        responseCode = "413",
        description = "The body is longer than the dialect's limit",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Answer.class)))
@ApiResponse(
        responseCode = "415",
        description = "A signed body with Content-Encoding",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Answer.class)))
@ApiResponse(
        responseCode = "422",
        description = "To people: the source may not speak for this registry or repository",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Answer.class)))
@ApiResponse(
        responseCode = "503",
        description =
                "Not stored, send it again: Kafka did not take it in time, too many bytes are being"
                        + " received, or the keys of a token's issuer cannot be had",
        headers =
                @Header(
                        name = "Retry-After",
                        description = "seconds",
                        schema = @Schema(type = "integer")),
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Answer.class)))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@interface HookAnswers {}
