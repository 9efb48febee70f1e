// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import java.util.Optional;

/// Where people asked that nothing be written for now.
@FunctionalInterface
public interface Pauses {

    /// The pause that the namespace is under, as a sentence; empty if it is under none.
    Optional<String> over(String namespace);
}
