// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

/// A topic exists in a form that would break Pushwire's promises. No retry mends it: the process
/// stops and the message says what to change.
public class WrongTopicException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongTopicException(String message) {
        super(message);
    }
}
