// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import java.util.Optional;

/// What the annotations of namespaces say. The right to read them is optional.
interface NamespacePolicies extends AutoCloseable {

    void start();

    /// Whether they were read once, or may not be.
    boolean synced();

    Optional<String> policy(String namespace);

    /// The right that is missing, as a sentence.
    Optional<String> missingRight();

    @Override
    void close();
}
