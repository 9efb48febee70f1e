// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import io.micronaut.context.env.PropertySource;

import java.util.List;
import java.util.Map;

/// What the services' own check says of the keys of a text that is no running service's.
public final class ConfigurationKeys {

    private ConfigurationKeys() {}

    /// @param name of the text, for the sentences
    /// @param settings flat, as Micronaut reads a file
    /// @throws UnusableConfigurationException naming the keys that no service of the class path has
    public static void check(String name, Map<String, Object> settings) {
        KeyCheck.check(
                KnownKeys.ofClassPath(ConfigurationKeys.class.getClassLoader()),
                List.of(PropertySource.of(name, settings)));
    }
}
