// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.json;

import java.io.Serial;

/// Text that is not the JSON or YAML that was expected; the message quotes its beginning.
public final class MalformedJsonException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message);
    }

    public MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
