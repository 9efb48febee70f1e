// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.pushwire.listener.reception.DeadLetter;
import io.pushwire.wire.CloudEventRecords;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.time.Instant;
import java.util.Map;

/// Dead letters as CloudEvents in binary content mode, keyed by source.
final class DeadLetterCodec {

    static final String TYPE = "io.pushwire.dead-letter.v1";

    private DeadLetterCodec() {}

    static ProducerRecord<byte[], byte[]> write(String topic, DeadLetter letter) {
        var attributes =
                new CloudEventRecords.Attributes(
                        letter.id(),
                        TYPE,
                        "/pushwire/sources/" + letter.source(),
                        letter.receivedAt());
        var data =
                new Data(
                        letter.reason(),
                        letter.source(),
                        letter.dialect(),
                        letter.headers(),
                        letter.body().length(),
                        letter.body().sha256(),
                        letter.body().base64(),
                        letter.body().truncated(),
                        letter.receivedAt());
        return CloudEventRecords.write(topic, letter.source(), attributes, data);
    }

    private record Data(
            String reason,
            String source,
            String dialect,
            Map<String, String> headers,
            int length,
            String sha256,
            String body,
            boolean truncated,
            Instant receivedAt) {}
}
