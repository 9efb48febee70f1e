// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.http.Request;

/// Whole numbers in query parameters.
final class Numbers {
    private Numbers() {}

    /// Throws a 400 [Refusal] for what is no number from 0 up.
    static long of(Request request, String parameter, long otherwise) {
        var text = request.query(parameter);
        try {
            var number = text.isEmpty() ? otherwise : Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Refusal.badRequest(
                "%s must be a whole number from 0 up but is '%s'".formatted(parameter, text));
    }
}
