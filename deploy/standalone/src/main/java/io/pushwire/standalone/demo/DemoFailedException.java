// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

/// The demo did not come out as it should; the message says what is wrong.
public final class DemoFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    DemoFailedException(String message) {
        super(message);
    }

    DemoFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
