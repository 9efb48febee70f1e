// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.env.DefaultEnvironment;
import io.micronaut.context.env.PropertySource;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.TopicProvisioner;
import io.pushwire.kafka.TopicProvisioner.Wanted;
import io.pushwire.kafka.Topics;
import io.pushwire.kafka.TopicsConfig;
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/// Two clusters cannot have one name.
@Timeout(60)
class ClusterNameIT {

    private final String name = "name-" + Long.toString(System.nanoTime(), 36);
    private final KafkaClients clients = clients();
    private final KafkaInventoryLog inventory = new KafkaInventoryLog(clients, name);

    @BeforeEach
    void makeTheTopic() {
        makeTheTopic(clients, name);
    }

    static void makeTheTopic(KafkaClients clients, String name) {
        new TopicProvisioner(clients, new TopicsConfig(true, 3, (short) 1, Map.of()))
                .provision(List.of(Wanted.newest(Topics.inventory(name))));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void isRefusedToASecondClusterUntilTheFirstIsForgotten() throws Exception {
        assertThat(of("first").claim()).isTrue();
        assertThat(of("first").claim()).isTrue();

        assertThatThrownBy(() -> of("second").claim())
                .isInstanceOf(ClusterNameTakenException.class)
                .hasMessageContaining("\"%s\" is the name of another cluster".formatted(name))
                .hasMessageContaining("uid first, here it is second")
                .hasMessageContaining("cluster-syncer forget " + name);

        assertThat(new InventoryTombstones(clients).lastHeardOf(name)).isPresent();
        assertThat(new InventoryTombstones(clients).write(name)).isEqualTo(1);
        assertThat(of("second").claim()).isTrue();
    }

    @Test
    void isLostByWhoeverHearsOfTheOtherLater() throws Exception {
        ClusterName first = of("first");
        assertThat(first.claim()).isTrue();
        assertThat(new InventoryTombstones(clients).write(name)).isEqualTo(1);
        assertThat(of("second").claim()).isTrue();

        assertThatThrownBy(first::claim).isInstanceOf(ClusterNameTakenException.class);
    }

    private ClusterName of(String uid) {
        return new ClusterName(clients, inventory, name, uid, Clock.systemUTC());
    }

    static KafkaClients clients() {
        var environment = new DefaultEnvironment(() -> List.of("test"));
        environment.addPropertySource(
                PropertySource.of(
                        Map.of("kafka.bootstrap.servers", EmbeddedKafka.bootstrapServers())));
        return new KafkaClients(new KafkaDefaultConfiguration(environment.start()));
    }
}
