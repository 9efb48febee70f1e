// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.pushwire.testing.ConfigurationTable;

import org.junit.jupiter.api.Test;

import java.io.IOException;

class ConfigurationDocTest {

    @Test
    void theReadmeNamesEveryKey() throws IOException {
        ConfigurationTable.verifyReadme();
    }
}
