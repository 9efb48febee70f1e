// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.core.naming.NameUtils;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Another configuration of what is decided, laid over the present one for a comparison.
final class PolicyFile {

    private static final List<String> MEANT =
            List.of(
                    "pushwire.policy",
                    "pushwire.on-managed",
                    "pushwire.admission-digests",
                    "pushwire.opt-in",
                    "pushwire.selector",
                    "pushwire.field-selector",
                    "pushwire.namespaces",
                    "pushwire.kinds");

    // Of how things are reached and done; a comparison has those of the present configuration.
    private static final List<String> NOT_MEANT =
            List.of(
                    "pushwire.cluster",
                    "pushwire.dry-run",
                    "pushwire.parallel-writes",
                    "pushwire.writes-per-second",
                    "pushwire.kubernetes-events",
                    "pushwire.kafka",
                    "pushwire.kubernetes",
                    "pushwire.topics",
                    "pushwire.rollout",
                    "pushwire.subscription",
                    "pushwire.api");

    private static final int OVER_ALL = 10_000;

    private PolicyFile() {}

    /// @throws IllegalArgumentException if it cannot be read, or says what is not compared
    static PropertySource read(Path file) {
        Map<String, Object> said;
        try (InputStream in = Files.newInputStream(file)) {
            said = new YamlPropertySourceLoader().read(file.toString(), in);
        } catch (IOException | RuntimeException unreadable) {
            throw new IllegalArgumentException(
                    "pushwire.policy cannot be read from the policy file %s: %s"
                            .formatted(file, unreadable.getMessage()),
                    unreadable);
        }
        for (String key : said.keySet()) {
            check(file, key);
        }
        return PropertySource.of(file.toString(), said, OVER_ALL);
    }

    /// A key under `pushwire.` that is none at all is refused with all the others.
    private static void check(Path file, String key) {
        String normal = NameUtils.hyphenate(key, true);
        boolean ours = normal.startsWith("pushwire.") || normal.equals("pushwire");
        if (!ours || (isAmong(NOT_MEANT, normal) && !isAmong(MEANT, normal))) {
            throw new IllegalArgumentException(
                    "pushwire.policy and what else decides is all that a policy file may have: take %s out of %s. It may have %s"
                            .formatted(key, file, String.join(", ", MEANT)));
        }
    }

    private static boolean isAmong(List<String> keys, String key) {
        return keys.stream()
                .anyMatch(it ->
                        key.equals(it) || key.startsWith(it + ".") || key.startsWith(it + "["));
    }
}
