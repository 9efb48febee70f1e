// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.inventory.Heartbeat;
import io.pushwire.inventory.InventoryRecord;
import io.pushwire.kafka.BoundedRead;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.Topics;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.InventoryCodec;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sees to it that no two clusters share a name: each says by heartbeats in its inventory which one
/// it is.
final class ClusterName {

    private final KafkaClients clients;
    private final KafkaInventoryLog inventory;
    private final String cluster;
    private final String uid;
    private final Clock clock;
    private long next;

    /// @param uid of this cluster
    ClusterName(
            KafkaClients clients,
            KafkaInventoryLog inventory,
            String cluster,
            String uid,
            Clock clock) {
        this.clients = clients;
        this.inventory = inventory;
        this.cluster = cluster;
        this.uid = uid;
        this.clock = clock;
    }

    /// Reads what was said since the last time, and says that we are here.
    ///
    /// @return whether Kafka took it; if not, say it again
    /// @throws ClusterNameTakenException if another cluster has said so, and nobody took that away
    boolean claim() throws InterruptedException {
        Optional<Heartbeat> other = other();
        if (other.isPresent()) {
            throw new ClusterNameTakenException(
                    ("pushwire.cluster \"%1$s\" is the name of another cluster, which was last"
                         + " heard of at %2$s (its kube-system has the uid %3$s, here it is %4$s):"
                         + " choose another name. If that cluster is gone, take its records away"
                         + " with `cluster-syncer forget %1$s`")
                            .formatted(cluster, other.get().at(), other.get().uid(), uid));
        }
        return inventory.send(
                List.of(
                        InventoryCodec.write(
                                Topics.inventory(cluster),
                                new Heartbeat(cluster, uid, clock.instant()))));
    }

    private Optional<Heartbeat> other() {
        var partition =
                new TopicPartition(Topics.inventory(cluster), InventoryCodec.HEARTBEAT_PARTITION);
        var others = new Others();
        try (Consumer<byte[], byte[]> consumer = clients.reader()) {
            BoundedRead whole = BoundedRead.whole(consumer, List.of(partition));
            long begin = Math.max(next, whole.begins().getOrDefault(partition, 0L));
            new BoundedRead(consumer, Map.of(partition, begin), whole.ends()).run(others::hear);
            next = whole.ends().getOrDefault(partition, 0L);
        }
        return others.last;
    }

    private final class Others {

        private Optional<Heartbeat> last = Optional.empty();

        boolean hear(ConsumerRecord<byte[], byte[]> found) {
            if (!EventHandler.key(found).equals(InventoryCodec.HEARTBEAT_KEY)) {
                return true;
            }
            if (found.value() == null) {
                last = Optional.empty();
            } else if (InventoryCodec.read(found)
                            instanceof Decoded.Understood<InventoryRecord>(Heartbeat beat)
                    && !beat.uid().equals(uid)) {
                last = Optional.of(beat);
            }
            return true;
        }
    }
}
