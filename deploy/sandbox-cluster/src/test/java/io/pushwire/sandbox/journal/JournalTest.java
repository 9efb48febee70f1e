// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class JournalTest {
    @Test
    void dropsTheOldestAndCountsThem() {
        var journal = new Journal(2);
        for (var name : new String[] {"a", "b", "c"}) {
            journal.add(entry(name));
        }

        assertThat(journal.entries()).extracting(Entry::name).containsExactly("b", "c");
        assertThat(journal.entries()).extracting(Entry::number).containsExactly(2L, 3L);
        assertThat(journal.dropped()).isEqualTo(1);
        assertThat(journal.count(it -> it.name().equals("c"))).isEqualTo(1);
    }

    private static Entry entry(String name) {
        return new Entry(
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                "PATCH",
                "patch",
                "apps/v1",
                "deployments",
                "default",
                name,
                "",
                "",
                "",
                200,
                true,
                false,
                "");
    }
}
