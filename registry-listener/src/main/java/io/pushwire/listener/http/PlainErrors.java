// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;

import jakarta.inject.Singleton;

/// What the server answers by itself, for example 405. Micronaut's own form repeats the path, which
/// may hold a secret, and others may keep answers.
@Singleton
final class PlainErrors implements ErrorResponseProcessor<Answer> {

    @Override
    public MutableHttpResponse<Answer> processResponse(
            ErrorContext context, MutableHttpResponse<?> base) {
        Answer none = Answer.error(base.reason());
        MutableHttpResponse<Answer> answer =
                base.body(context.getRequest().getMethod() == HttpMethod.HEAD ? null : none);
        return answer.contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
