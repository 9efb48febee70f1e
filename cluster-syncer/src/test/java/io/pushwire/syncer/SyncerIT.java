// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.pushwire.testing.EmbeddedKafka;

/// The contract on a broker in this JVM.
class SyncerIT extends SyncerContract {

    @Override
    String bootstrapServers() {
        return EmbeddedKafka.bootstrapServers();
    }
}
