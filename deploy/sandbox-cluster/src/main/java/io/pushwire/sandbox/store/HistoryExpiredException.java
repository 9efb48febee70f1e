// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import java.io.Serial;

/// Asked for what happened after a revision that is no longer remembered: list again.
public final class HistoryExpiredException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    HistoryExpiredException(long asked, long oldest) {
        super("too old resource version: %d (%d)".formatted(asked, oldest));
    }
}
