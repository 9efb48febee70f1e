// SPDX-License-Identifier: Apache-2.0
package io.pushwire.wire;

import static io.pushwire.wire.CloudEventRecords.required;

import io.cloudevents.CloudEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Outcomes on `pushwire.outcomes.<cluster>` and `pushwire.misses`; the schema of their data is
/// `outcome.v1.json` beside this class.
public final class OutcomeCodec {

    public static final String TYPE = "io.pushwire.outcome.v1";

    private OutcomeCodec() {}

    /// Keyed like the event, by the canonical image tag.
    public static ProducerRecord<byte[], byte[]> write(String topic, Outcome outcome) {
        Outcome.Cause cause = outcome.cause();
        var data =
                new Data(
                        outcome.cluster(),
                        outcome.kind().name(),
                        outcome.detail(),
                        new EventData(
                                cause.eventId(),
                                cause.position().log(),
                                cause.position().partition(),
                                cause.position().offset(),
                                asOf(cause.position()),
                                cause.image(),
                                cause.digest().map(Digest::value).orElse(null)),
                        outcome.workload().orElse(null),
                        outcome.changes(),
                        outcome.decidedAt(),
                        outcome.writtenAt().orElse(null),
                        outcome.running().isEmpty() ? null : outcome.running());
        var attributes =
                new CloudEventRecords.Attributes(
                        outcome.id(),
                        TYPE,
                        "/pushwire/clusters/" + outcome.cluster(),
                        latest(outcome));
        return CloudEventRecords.write(topic, cause.image(), attributes, data);
    }

    public static Decoded<Outcome> read(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return CloudEventRecords.read(kafkaRecord, OutcomeCodec::outcome);
    }

    private static Outcome outcome(CloudEvent event) throws IOException {
        if (!event.getType().equals(TYPE)) {
            throw new IllegalArgumentException(
                    "type \"" + event.getType() + "\" is unknown to this version");
        }
        Data data = CloudEventRecords.data(event, Data.class);
        EventData cause = required(data.event(), "event");
        return new Outcome(
                required(data.cluster(), "cluster"),
                OutcomeKind.valueOf(required(data.kind(), "kind")),
                required(data.detail(), "detail"),
                new Outcome.Cause(
                        required(cause.id(), "event.id"),
                        position(cause),
                        required(cause.image(), "event.image"),
                        Optional.ofNullable(CloudEventRecords.map(cause.digest(), Digest::new))),
                Optional.ofNullable(data.workload()),
                required(data.changes(), "changes"),
                required(data.decidedAt(), "decidedAt"),
                Optional.ofNullable(data.writtenAt()),
                data.running() == null ? List.of() : data.running());
    }

    /// A write ends after its decision, a rollout is seen after its write.
    private static Instant latest(Outcome outcome) {
        return outcome.writtenAt()
                .filter(outcome.decidedAt()::isBefore)
                .orElse(outcome.decidedAt());
    }

    private static @Nullable Long asOf(Position position) {
        return position.asOf().isPresent() ? position.asOf().getAsLong() : null;
    }

    private static Position position(EventData cause) {
        String log = required(cause.log(), "event.log");
        Long asOf = cause.asOf();
        return asOf == null
                ? new Position(log, cause.partition(), cause.offset())
                : Position.observed(log, cause.partition(), cause.offset(), asOf);
    }

    private record Data(
            @Nullable String cluster,
            @Nullable String kind,
            @Nullable String detail,
            @Nullable EventData event,
            Outcome.@Nullable WorkloadRef workload,
            @Nullable List<Outcome.Change> changes,
            @Nullable Instant decidedAt,
            @Nullable Instant writtenAt,
            @Nullable List<Outcome.Running> running) {}

    private record EventData(
            @Nullable String id,
            @Nullable String log,
            int partition,
            long offset,
            @Nullable Long asOf,
            @Nullable String image,
            @Nullable String digest) {}
}
