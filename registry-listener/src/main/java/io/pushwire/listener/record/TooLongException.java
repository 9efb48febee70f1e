// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

/// A question took longer than it may.
public final class TooLongException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooLongException() {
        super("the question takes too long: ask for less, for example with from and to");
    }
}
