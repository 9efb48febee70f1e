// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import java.util.List;

/// The configuration cannot be meant; the process must not start. Says everything that is wrong at
/// once, and for each what to change.
public final class InvalidConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidConfigurationException(List<String> problems) {
        super("Configuration problems:\n  - " + String.join("\n  - ", problems));
    }
}
