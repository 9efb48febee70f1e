// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import org.jspecify.annotations.Nullable;

/// An export cannot begin, or cannot go on. The message is a sentence for people.
public final class ExportFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ExportFailedException(String message) {
        this(message, null);
    }

    public ExportFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
