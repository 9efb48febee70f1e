// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a hook may answer to OPTIONS, for the OpenAPI description.
@ApiResponse(
        responseCode = "200",
        description = "They may",
        headers = @Header(name = "WebHook-Allowed-Origin"))
@ApiResponse(responseCode = "401", description = "The credential is not good")
@ApiResponse(responseCode = "404", description = "No source of this name is configured")
@ApiResponse(responseCode = "405", description = "The source's registry does not ask")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@interface QuestionAnswers {}
