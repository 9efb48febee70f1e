// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

/// What a service checks of its configuration beyond names and single values. Every bean of this
/// type is asked before anything starts, so that all problems are told at once.
@FunctionalInterface
public interface ConfigurationCheck {

    /// @throws UnusableConfigurationException naming all problems
    void check();
}
