// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.env.DefaultEnvironment;
import io.micronaut.context.env.PropertySource;
import io.pushwire.kafka.TopicProvisioner.Wanted;
import io.pushwire.testing.EmbeddedKafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;

@Timeout(60)
class TopicProvisionerIT {

    private static final Admin ADMIN = EmbeddedKafka.admin();

    @AfterAll
    static void close() {
        ADMIN.close();
    }

    @Test
    void makesMissingTopicsWithTheirSettings() throws Exception {
        var provisioner =
                provisioner(new TopicsConfig(true, 5, (short) 1, Map.of("flush.messages", "1")));

        var first =
                provisioner.provision(
                        List.of(
                                Wanted.forEver("made.log"),
                                Wanted.forDays("made.rest", false, 30)));
        var second = provisioner.provision(List.of(Wanted.forEver("made.log")));

        assertThat(second.id("made.log")).isEqualTo(first.id("made.log"));
        assertThat(partitions("made.log")).isEqualTo(5);
        assertThat(partitions("made.rest")).isEqualTo(1);
        assertThat(setting("made.log", "retention.ms")).isEqualTo("-1");
        assertThat(setting("made.log", "flush.messages")).isEqualTo("1");
        assertThat(setting("made.rest", "retention.ms")).isEqualTo("2592000000");
    }

    @Test
    void refusesATopicWhosePartitionsWouldBreakTheOrderOfTags() {
        provisioner(new TopicsConfig(true, 5, (short) 1, null))
                .provision(List.of(Wanted.forEver("five")));
        var grown = provisioner(new TopicsConfig(true, 7, (short) 1, null));

        assertThatThrownBy(() -> grown.provision(List.of(Wanted.forEver("five"))))
                .isInstanceOf(WrongTopicException.class)
                .hasMessageContaining("topic five has 5 partitions")
                .hasMessageContaining("set pushwire.topics.partitions=5");
    }

    @Test
    void waitsForTopicsThatSomebodyElseMakes() {
        var provisioner = provisioner(new TopicsConfig(false, 5, (short) 1, null));

        assertThatThrownBy(() -> provisioner.provision(List.of(Wanted.forEver("theirs"))))
                .isInstanceOf(KafkaException.class)
                .hasMessage("topics [theirs] are missing and pushwire.topics.create is false");
    }

    @Test
    void saysWhatIsWrongWithItsConfiguration() {
        assertThatThrownBy(() -> new TopicsConfig(true, 0, (short) -1, null))
                .hasMessage("pushwire.topics.partitions is 0: at least 1 is needed");
        assertThatThrownBy(() -> new TopicsConfig(true, 1, (short) 0, null))
                .hasMessageContaining("pushwire.topics.replication-factor is 0");
        assertThatThrownBy(() -> Topics.outcomes("prod/eu"))
                .hasMessageContaining("pushwire.cluster \"prod/eu\"");
    }

    private static TopicProvisioner provisioner(TopicsConfig config) {
        return new TopicProvisioner(new KafkaClients(connection()), config);
    }

    private static KafkaDefaultConfiguration connection() {
        var environment = new DefaultEnvironment(() -> List.of("test"));
        environment.addPropertySource(
                PropertySource.of(
                        Map.of("kafka.bootstrap.servers", EmbeddedKafka.bootstrapServers())));
        return new KafkaDefaultConfiguration(environment.start());
    }

    private static int partitions(String topic) throws Exception {
        return ADMIN.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
    }

    private static String setting(String topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config =
                ADMIN.describeConfigs(List.of(resource)).all().get().values().iterator().next();
        return config.get(name).value();
    }
}
