// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

/// The services cannot run like this; the message tells a person what to change.
final class StartFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
