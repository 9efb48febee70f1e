// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import io.pushwire.bench.sending.Push;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// Pushes of as many tags as a team has, as Docker Distribution tells them, made before anything is
/// measured: the requests, and the records that the listener makes of them.
final class Notifications {

    private static final Instant TIME = Instant.parse("2026-11-21T06:17:28.291368243Z");
    private static final int TAGS = 256;

    private final List<byte[]> requests;
    private final List<ProducerRecord<byte[], byte[]>> records;

    Notifications(int port, String topic) {
        List<Push> pushes = IntStream.range(0, TAGS).mapToObj(Notifications::push).toList();
        requests = pushes.stream().map(push -> push.request(port)).toList();
        records = pushes.stream().map(push -> push.toRecord(topic)).toList();
    }

    /// Head and body, ready for a socket.
    byte[] request(long number) {
        return requests.get((int) (number % TAGS));
    }

    ProducerRecord<byte[], byte[]> toRecord(long number) {
        return records.get((int) (number % TAGS));
    }

    private static Push push(int tag) {
        return new Push(
                new UUID(7, tag),
                new ImageTag(Push.REGISTRY, "team-" + tag % 16 + "/service-" + tag / 16, "1.0"),
                new Digest("sha256:" + "%02x".formatted(tag).repeat(32)),
                TIME);
    }
}
