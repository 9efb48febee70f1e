// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class DeferredRecordsTest {

    private final List<Long> read = new ArrayList<>();
    private final DeferredRecords records = new DeferredRecords(next -> read.add(next.offset()));

    @Test
    void readsNothingBeforeItIsAskedFor() {
        add("a", 0);
        add("b", 1);

        assertThat(read).isEmpty();

        records.readAll();

        assertThat(read).containsExactlyInAnyOrder(0L, 1L);
    }

    @Test
    void readsTheRecordsOfAKeyInTheirOrder() {
        add("a", 0);
        add("a", 1);
        add("a", 2);
        records.readAll();

        assertThat(read).containsExactly(0L, 1L, 2L);
    }

    @Test
    void readsEachOnce() {
        add("a", 0);
        records.readAll();
        records.readAll();

        assertThat(read).containsExactly(0L);
    }

    private void add(String key, long offset) {
        records.add(key, new ConsumerRecord<>("topic", 0, offset, new byte[0], new byte[0]));
    }
}
