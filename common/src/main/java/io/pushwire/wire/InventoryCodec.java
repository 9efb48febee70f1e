// SPDX-License-Identifier: Apache-2.0
package io.pushwire.wire;

import static io.pushwire.wire.CloudEventRecords.required;

import io.cloudevents.CloudEvent;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.Heartbeat;
import io.pushwire.inventory.InventoryRecord;
import io.pushwire.inventory.Owed;
import io.pushwire.inventory.TagUse;
import io.pushwire.inventory.Use;
import io.pushwire.inventory.Wrote;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records of `pushwire.inventory.<cluster>`; the schemas of their data are
/// `inventory-tag.v1.json` and `inventory-heartbeat.v1.json` beside this class.
public final class InventoryCodec {

    public static final String TAG = "io.pushwire.inventory.tag.v1";
    public static final String HEARTBEAT = "io.pushwire.inventory.heartbeat.v1";

    /// No image tag looks like it: they all hold a slash.
    public static final String HEARTBEAT_KEY = "!cluster";

    /// The partition of every heartbeat.
    public static final int HEARTBEAT_PARTITION = 0;

    private InventoryCodec() {}

    /// @param partition of the log whose events the tag's are
    public static ProducerRecord<byte[], byte[]> write(
            String topic, int partition, String cluster, TagUse use) {
        ImageTag image = use.image();
        return CloudEventRecords.write(
                new CloudEventRecords.Place(topic, partition),
                image.toString(),
                new CloudEventRecords.Attributes(
                        image + "@" + use.updatedAt().toEpochMilli(),
                        TAG,
                        source(cluster),
                        use.updatedAt()),
                new TagData(
                        image.host(),
                        image.repository(),
                        image.tag(),
                        use.workloads().stream().map(UseData::of).toList(),
                        use.updatedAt()));
    }

    public static ProducerRecord<byte[], byte[]> write(String topic, Heartbeat beat) {
        return CloudEventRecords.write(
                new CloudEventRecords.Place(topic, HEARTBEAT_PARTITION),
                HEARTBEAT_KEY,
                new CloudEventRecords.Attributes(
                        beat.uid() + "@" + beat.at().toEpochMilli(),
                        HEARTBEAT,
                        source(beat.cluster()),
                        beat.at()),
                new HeartbeatData(beat.cluster(), beat.uid(), beat.at()));
    }

    /// Takes a record away.
    public static ProducerRecord<byte[], byte[]> tombstone(
            String topic, int partition, String key) {
        return new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), null);
    }

    /// @param kafkaRecord not a tombstone
    public static Decoded<InventoryRecord> read(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return CloudEventRecords.read(kafkaRecord, InventoryCodec::inventoryRecord);
    }

    private static String source(String cluster) {
        return "/pushwire/clusters/" + cluster;
    }

    private static InventoryRecord inventoryRecord(CloudEvent event) throws IOException {
        return switch (event.getType()) {
            case TAG -> {
                TagData data = CloudEventRecords.data(event, TagData.class);
                yield new TagUse(
                        new ImageTag(
                                required(data.registry(), "registry"),
                                required(data.repository(), "repository"),
                                required(data.tag(), "tag")),
                        required(data.workloads(), "workloads").stream().map(UseData::use).toList(),
                        required(data.updatedAt(), "updatedAt"));
            }
            case HEARTBEAT -> {
                HeartbeatData data = CloudEventRecords.data(event, HeartbeatData.class);
                yield new Heartbeat(
                        required(data.cluster(), "cluster"),
                        required(data.uid(), "uid"),
                        required(data.at(), "at"));
            }
            default ->
                    throw new IllegalArgumentException(
                            "type \"" + event.getType() + "\" is unknown to this version");
        };
    }

    private record TagData(
            @Nullable String registry,
            @Nullable String repository,
            @Nullable String tag,
            @Nullable List<UseData> workloads,
            @Nullable Instant updatedAt) {}

    private record HeartbeatData(
            @Nullable String cluster, @Nullable String uid, @Nullable Instant at) {}

    private record UseData(
            @Nullable WorkloadRef workload,
            @Nullable String uid,
            @Nullable Map<String, String> images,
            @Nullable WroteData wrote,
            @Nullable OwedData owed) {

        static UseData of(Use use) {
            return new UseData(
                    use.workload(),
                    use.uid(),
                    use.images(),
                    use.wrote().map(WroteData::of).orElse(null),
                    use.owed().map(OwedData::of).orElse(null));
        }

        Use use() {
            return new Use(
                    required(workload, "workload"),
                    required(uid, "uid"),
                    required(images, "images"),
                    Optional.ofNullable(wrote).map(WroteData::wrote),
                    Optional.ofNullable(owed).map(OwedData::owed));
        }
    }

    private record WroteData(
            @Nullable String digest,
            @Nullable PositionData position,
            boolean pinned,
            @Nullable List<Instant> times) {

        static WroteData of(Wrote wrote) {
            return new WroteData(
                    wrote.digest().value(),
                    PositionData.of(wrote.position()),
                    wrote.pinned(),
                    wrote.times());
        }

        Wrote wrote() {
            return new Wrote(
                    new Digest(required(digest, "wrote.digest")),
                    required(position, "wrote.position").position(),
                    pinned,
                    required(times, "wrote.times"));
        }
    }

    private record OwedData(
            @Nullable String kind,
            @Nullable String digest,
            @Nullable PositionData position,
            @Nullable String eventId,
            @Nullable Instant since,
            @Nullable String detail) {

        static OwedData of(Owed owed) {
            return new OwedData(
                    owed.kind().name(),
                    owed.digest().map(Digest::value).orElse(null),
                    PositionData.of(owed.position()),
                    owed.eventId(),
                    owed.since(),
                    owed.detail());
        }

        Owed owed() {
            return new Owed(
                    OutcomeKind.valueOf(required(kind, "owed.kind")),
                    Optional.ofNullable(digest).map(Digest::new),
                    required(position, "owed.position").position(),
                    required(eventId, "owed.eventId"),
                    required(since, "owed.since"),
                    required(detail, "owed.detail"));
        }
    }
}
