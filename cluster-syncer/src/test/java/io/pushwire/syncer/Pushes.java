// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;

import org.apache.kafka.clients.producer.RecordMetadata;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Many pushes to a few tags, each with a Deployment of its own, and what must have come of them:
/// no event without an outcome, no Deployment rolled twice for one digest.
final class Pushes {

    private static final String DEPLOYMENTS = "apps/v1/deployments";
    private static final Duration ALL_DONE = Duration.ofSeconds(90);
    private static final Set<OutcomeKind> ROLLS =
            Set.of(OutcomeKind.Written, OutcomeKind.Restarted);

    private final TestCluster api;
    private final Log log;
    private final String namespace;
    private final List<String> names = new ArrayList<>();
    private final List<RecordMetadata> events = new ArrayList<>();
    private final Map<String, Long> before = new HashMap<>();
    private final Map<String, Integer> pushed = new HashMap<>();
    private final Map<String, Digest> last = new HashMap<>();

    /// @param namespace name of the cluster too
    Pushes(TestCluster api, Log log, String namespace) {
        this.api = api;
        this.log = log;
        this.namespace = namespace;
    }

    /// Deployments of policy `pin`, and as many of policy `restart`.
    void createDeployments(int ofEach) {
        for (int i = 0; i < ofEach; i++) {
            for (String policy : List.of("pin", "restart")) {
                String name = policy + "-" + i;
                api.createDeployment(namespace, name, tag(name).toString());
                api.annotate(DEPLOYMENTS, namespace, name, "pushwire.io/policy", policy);
                names.add(name);
                before.put(name, api.generation(DEPLOYMENTS, namespace, name));
            }
        }
    }

    /// Each with a digest that no other push has, to the tags in turn.
    void push(int count) {
        for (int i = 0; i < count; i++) {
            String name = names.get(events.size() % names.size());
            var digest = new Digest("sha256:%064x".formatted(events.size() + 1));
            events.add(log.push(tag(name), digest));
            pushed.merge(name, 1, Integer::sum);
            last.put(name, digest);
        }
    }

    /// How many of the events have an outcome.
    int done() {
        Set<String> done = outcomes().stream().map(Pushes::place).collect(Collectors.toSet());
        done.retainAll(events.stream().map(Pushes::place).collect(Collectors.toSet()));
        return done.size();
    }

    void awaitAllDone() {
        eventually(ALL_DONE, () -> assertThat(done()).isEqualTo(events.size()));
        assertNothingDoubled();
    }

    /// Each roll has its outcome, and each outcome its roll. One that is told again has the same
    /// id.
    private void assertNothingDoubled() {
        Map<String, Set<String>> rolls =
                outcomes().stream()
                        .filter(outcome -> ROLLS.contains(outcome.kind()))
                        .collect(
                                Collectors.groupingBy(
                                        outcome -> outcome.workload().orElseThrow().name(),
                                        Collectors.mapping(Outcome::id, Collectors.toSet())));
        for (String name : names) {
            assertThat(api.generation(DEPLOYMENTS, namespace, name) - before.getOrDefault(name, 0L))
                    .as("rolls of %s", name)
                    .isEqualTo(rolls.getOrDefault(name, Set.of()).size())
                    .isBetween(1L, (long) pushed.getOrDefault(name, 0));
            String annotations =
                    api.get(DEPLOYMENTS, namespace, name)
                            .getAsJsonObject("metadata")
                            .get("annotations")
                            .toString();
            assertThat(annotations).contains(String.valueOf(last.get(name)));
        }
    }

    private List<Outcome> outcomes() {
        return log.read(Topics.outcomes(namespace));
    }

    private ImageTag tag(String name) {
        return new ImageTag("registry.example.com", namespace + "/" + name, "1");
    }

    private static String place(Outcome outcome) {
        return outcome.cause().position().partition() + "@" + outcome.cause().position().offset();
    }

    private static String place(RecordMetadata event) {
        return event.partition() + "@" + event.offset();
    }
}
