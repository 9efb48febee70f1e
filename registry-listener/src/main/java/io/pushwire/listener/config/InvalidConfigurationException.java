// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.pushwire.config.UnusableConfigurationException;

import java.util.List;

/// The sources cannot be meant as they are written.
public final class InvalidConfigurationException extends UnusableConfigurationException {

    private static final long serialVersionUID = 1L;

    InvalidConfigurationException(List<String> problems) {
        super(problems);
    }
}
