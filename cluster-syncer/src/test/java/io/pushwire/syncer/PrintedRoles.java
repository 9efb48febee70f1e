// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;

import io.pushwire.syncer.command.Commands;

import org.yaml.snakeyaml.Yaml;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The roles that `cluster-syncer rbac` prints, applied as kubectl does it until the end of a test.
final class PrintedRoles implements AutoCloseable {

    private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1";
    private static final Gson JSON = new Gson();

    private final TestCluster api;
    private final List<String> applied = new ArrayList<>();

    PrintedRoles(TestCluster api) {
        this.api = api;
    }

    /// What the command prints.
    static String print(Map<String, Object> settings, String... flags) {
        var all = new HashMap<>(settings);
        all.put("pushwire.cluster", "rbac");
        var out = new StringWriter();
        String[] arguments = new String[flags.length + 1];
        arguments[0] = "rbac";
        System.arraycopy(flags, 0, arguments, 1, flags.length);
        int code =
                Commands.execute(
                        new SyncerDesk(all),
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        arguments);
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    /// @param without the resource whose rule is left out
    void apply(String yaml, String without) {
        for (Object document : new Yaml().loadAll(yaml)) {
            if (document instanceof Map<?, ?> manifest) {
                if (manifest.get("rules") instanceof List<?> rules) {
                    rules.removeIf(rule -> rule.toString().contains("resources=[" + without + "]"));
                }
                post(manifest);
            }
        }
    }

    private void post(Map<?, ?> manifest) {
        var metadata = (Map<?, ?>) Objects.requireNonNull(manifest.get("metadata"));
        String plural = String.valueOf(manifest.get("kind")).toLowerCase(Locale.ROOT) + "s";
        String in =
                metadata.containsKey("namespace") ? "/namespaces/" + metadata.get("namespace") : "";
        String path = ROLES + in + "/" + plural;
        api.post(path, JSON.toJson(manifest));
        applied.add(path + "/" + metadata.get("name"));
    }

    @Override
    public void close() {
        applied.forEach(api::delete);
    }
}
