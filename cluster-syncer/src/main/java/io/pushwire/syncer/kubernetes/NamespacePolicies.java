// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import java.util.Optional;

/// What the annotations of namespaces say. The right to read them is optional.
interface NamespacePolicies extends AutoCloseable {

    /// From now on they are kept true.
    void start();

    /// Instead of [#start()], for who looks once: waits, as long as it takes, until they were read
    /// or may not be.
    void list() throws InterruptedException;

    /// Whether they were read once, or may not be.
    boolean synced();

    Optional<String> policy(String namespace);

    /// The right that is missing, as a sentence.
    Optional<String> missingRight();

    @Override
    void close();
}
