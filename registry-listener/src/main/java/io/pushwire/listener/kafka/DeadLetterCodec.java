// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import static io.pushwire.wire.CloudEventRecords.required;

import io.cloudevents.CloudEvent;
import io.pushwire.listener.reception.DeadLetter;
import io.pushwire.wire.CloudEventRecords;
import io.pushwire.wire.Decoded;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
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

    static Decoded<DeadLetter> read(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return CloudEventRecords.read(kafkaRecord, DeadLetterCodec::letter);
    }

    private static DeadLetter letter(CloudEvent event) throws IOException {
        if (!event.getType().equals(TYPE)) {
            throw new IllegalArgumentException(
                    "type \"" + event.getType() + "\" is unknown to this version");
        }
        Data data = CloudEventRecords.data(event, Data.class);
        return new DeadLetter(
                event.getId(),
                required(data.reason(), "reason"),
                required(data.source(), "source"),
                required(data.dialect(), "dialect"),
                required(data.headers(), "headers"),
                new DeadLetter.Body(
                        required(data.body(), "body"),
                        data.truncated(),
                        data.length(),
                        required(data.sha256(), "sha256")),
                required(data.receivedAt(), "receivedAt"));
    }

    private record Data(
            @Nullable String reason,
            @Nullable String source,
            @Nullable String dialect,
            @Nullable Map<String, String> headers,
            int length,
            @Nullable String sha256,
            @Nullable String body,
            boolean truncated,
            @Nullable Instant receivedAt) {}
}
