// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

/// A reader asked for what is never shown to them.
final class NotAllowedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotAllowedException(String sentence) {
        super(sentence);
    }
}
