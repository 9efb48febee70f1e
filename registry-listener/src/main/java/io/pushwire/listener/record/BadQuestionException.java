// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

/// A question that cannot be answered as it is put.
public final class BadQuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param parameter that is wrong
    /// @param sentence about it, without its name
    public BadQuestionException(String parameter, String sentence) {
        super(parameter + " " + sentence);
    }
}
