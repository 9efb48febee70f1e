// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

/// There is no broker and trying again would not give one; the message tells a person what to
/// change.
public final class BrokerFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    BrokerFailedException(String message) {
        super(message);
    }

    BrokerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
