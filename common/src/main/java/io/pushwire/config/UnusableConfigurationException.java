// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import java.util.ArrayList;
import java.util.List;

/// The configuration cannot be meant; the process must not start. Says everything that is wrong at
/// once, and for each what to change.
public class UnusableConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> problems;

    public UnusableConfigurationException(List<String> problems) {
        super("Configuration problems:\n  - " + String.join("\n  - ", problems));
        this.problems = new ArrayList<>(problems);
    }

    /// One sentence for each.
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
