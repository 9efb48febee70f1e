// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.pushwire.event.ImageEvent;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.LogConsumer;
import io.pushwire.kafka.OffsetTracker;
import io.pushwire.listener.settler.PartitionSettling;
import io.pushwire.listener.settler.SettledPartitions;
import io.pushwire.tag.KnownTag;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// One partition of the log in the settler's hands: bytes in, offsets and watermark out.
final class SettlerShare implements LogConsumer.Share {

    private static final Logger LOG = LoggerFactory.getLogger(SettlerShare.class);

    private final OffsetTracker offsets;
    private final PartitionSettling settling;
    private final SettledPartitions partitions;
    private final KafkaSettlement settlement;
    private final String log;
    private final int partition;

    SettlerShare(
            PartitionSettling.Parts parts,
            SettledPartitions partitions,
            KafkaSettlement settlement,
            Map<ImageTag, KnownTag> known,
            Place place) {
        this.offsets = new OffsetTracker(place.first());
        this.settling = new PartitionSettling(parts, known, place.first(), offsets::finished);
        this.partitions = partitions;
        this.settlement = settlement;
        this.log = place.log();
        this.partition = place.partition();
        partitions.opened(partition, settling, place.end());
    }

    /// @param log id of the topic
    /// @param first the first offset that will be read
    /// @param end the offset behind the last event that is there
    record Place(String log, int partition, long first, long end) {}

    @Override
    public void take(List<ConsumerRecord<byte[], byte[]>> events) {
        events.forEach(this::take);
    }

    private void take(ConsumerRecord<byte[], byte[]> found) {
        offsets.started(found.offset());
        switch (ImageEventCodec.read(found)) {
            case Decoded.Understood<ImageEvent>(ImageEvent event) ->
                    settling.take(event, event.at(log, partition, found.offset()));
            case Decoded.NotUnderstood<ImageEvent>(String reason) -> {
                LOG.warn("{}@{} is passed over: {}", partition, found.offset(), reason);
                settling.pass(found.offset());
            }
        }
    }

    @Override
    public OptionalLong committable() {
        return offsets.committable();
    }

    @Override
    public void committed(long offset) {
        if (offset >= 0) {
            settlement.watermark(partition, offset);
        }
        offsets.committed(offset);
    }

    @Override
    public int inFlight() {
        return offsets.inFlight();
    }

    @Override
    public void finish(Duration patience) throws InterruptedException {
        partitions.closed(partition, settling);
        settling.finish(patience);
    }

    @Override
    public void abandon() {
        partitions.closed(partition, settling);
        settling.abandon();
    }
}
