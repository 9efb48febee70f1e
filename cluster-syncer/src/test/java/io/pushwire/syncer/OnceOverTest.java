// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;

import org.junit.jupiter.api.Test;

import java.util.Map;

class OnceOverTest {

    @Test
    void withoutAConfigurationTheDefaultsAreThoseOfTheConfiguration() {
        try (ApplicationContext context =
                SyncerDesk.builder(Map.of("pushwire.cluster", "test")).start()) {
            assertThat(OnceOver.rules(context)).isEqualTo(OnceOver.UNSAID);
        }
    }
}
