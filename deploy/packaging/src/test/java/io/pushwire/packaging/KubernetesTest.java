// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The judge of all other tests is strict.
class KubernetesTest {

    private static final String DEPLOYMENT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: app
                    image: web:1
                    ports: [{containerPort: 8080}]
                    livenessProbe: {httpGet: {path: /, port: http}}
            """;

    private static final String TOPIC =
            """
            apiVersion: kafka.strimzi.io/v1
            kind: KafkaTopic
            metadata: {name: t, namespace: kafka, labels: {strimzi.io/cluster: kafka}}
            spec: {partitions: 12, replicas: 3, config: {retention.ms: -1}}
            """;

    @Test
    void hasNothingToSayOfAGoodObject() {
        assertThat(Kubernetes.problems(one(DEPLOYMENT))).isEmpty();
        assertThat(Kubernetes.problems(one(TOPIC))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a field of the spec | replicas: 1 | replica: 1 | replica",
                "a field of a container | image: web:1 | imagePolicy: Always | imagePolicy",
                "a field of a port | {containerPort: 8080} | {port: 8080} | port",
                "a field of a probe | {path: /, port: http} | {path: /, prot: http} | prot",
                "a missing field | - name: app | - workingDir: app | name",
                "a missing selector | selector: {matchLabels: {app: web}} | paused: true |"
                        + " selector",
                "a word for a number | replicas: 1 | replicas: many | many",
                "a list for an object | metadata: {labels: {app: web}} | metadata: [app] | object",
            })
    void refusesABuiltInObject(String what, String good, String bad, String told) {
        String broken = DEPLOYMENT.replace(good, bad);

        assertThat(broken).isNotEqualTo(DEPLOYMENT);
        assertThat(Kubernetes.problems(one(broken)))
                .as(what)
                .anySatisfy(problem -> assertThat(problem).containsIgnoringCase(told));
    }

    @Test
    void refusesACustomObject() {
        assertThat(Kubernetes.problems(one(TOPIC.replace("partitions", "partition")))).isNotEmpty();
        assertThat(Kubernetes.problems(one(TOPIC.replace("12", "none")))).isNotEmpty();
        assertThat(Kubernetes.problems(one(TOPIC.replace("strimzi.io/cluster", "c")))).isNotEmpty();
        assertThat(Kubernetes.problems(one(TOPIC.replace("KafkaTopic", "KafkaTopics"))))
                .singleElement()
                .asString()
                .contains("no schema");
    }

    private static Manifest one(String yaml) {
        return Manifest.all(yaml).getFirst();
    }
}
