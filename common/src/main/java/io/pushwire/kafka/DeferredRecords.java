// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Records of a compacted topic that are read when somebody asks what they say: most of them nobody
/// asks for. Of each key the newest stays as it came. An older one is read when a newer one comes,
/// for that may be unreadable.
public final class DeferredRecords {

    private final Map<String, ConsumerRecord<byte[], byte[]>> newest = new HashMap<>();
    private final Consumer<ConsumerRecord<byte[], byte[]>> reader;

    /// @param reader gets each record once, those of a key in their order
    public DeferredRecords(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        this.reader = reader;
    }

    public void add(String key, ConsumerRecord<byte[], byte[]> next) {
        ConsumerRecord<byte[], byte[]> before = newest.put(key, next);
        if (before != null) {
            reader.accept(before);
        }
    }

    /// Reads what was not read yet.
    public void readAll() {
        newest.values().forEach(reader);
        newest.clear();
    }
}
