// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.time.Duration;

/// Ends a look-up early, with what the asker gets.
final class NoAnswer extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Looked looked;

    private NoAnswer(Looked looked) {
        super(looked.toString(), null, false, false);
        this.looked = looked;
    }

    static NoAnswer unavailable(String reason) {
        return new NoAnswer(new Looked.Unavailable(reason));
    }

    static NoAnswer notAllowed(String reason) {
        return new NoAnswer(new Looked.NotAllowed(reason));
    }

    static NoAnswer tooManyRequests(Duration retryAfter) {
        return new NoAnswer(new Looked.TooManyRequests(retryAfter));
    }

    Looked looked() {
        return looked;
    }
}
