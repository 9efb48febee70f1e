// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import com.google.gson.JsonObject;

import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.command.Commands;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A namespace of the test cluster, and the command `sync` over it.
final class SyncRig {

    static final String DEPLOYMENTS = "apps/v1/deployments";
    static final String CRON_JOBS = "batch/v1/cronjobs";
    static final String STATEFUL_SETS = "apps/v1/statefulsets";

    final TestCluster api;
    final String namespace;
    final NodelessPods pods;

    SyncRig(String prefix) {
        this(TestCluster.shared(), prefix);
    }

    SyncRig(TestCluster api, String prefix) {
        this.api = api;
        namespace = api.createNamespace(prefix);
        pods = new NodelessPods(api, namespace);
    }

    /// @param code the exit code
    record Ran(int code, String out, String err) {

        /// The line that follows that of the workload, or of its container, which must be there.
        String line(String start) {
            return out.lines()
                    .filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElseThrow(
                            () -> new AssertionError("no line " + start + " in\n" + out + err));
        }

        @Override
        public String toString() {
            return "exit " + code + "\n" + out + err;
        }
    }

    /// Over this rig's namespace.
    Ran sync(String... flags) {
        return run(Stream.concat(Stream.of("-n", namespace), Arrays.stream(flags)));
    }

    /// With just these flags.
    Ran run(Stream<String> flags) {
        return run(Map.of("pushwire.kubernetes.kubeconfig", api.kubeconfig().toString()), flags);
    }

    Ran run(Map<String, Object> settings, Stream<String> flags) {
        var out = new StringWriter();
        var err = new StringWriter();
        String[] all = Stream.concat(Stream.of("sync"), flags).toArray(String[]::new);
        int code =
                Commands.execute(
                        new SyncerDesk(settings),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        all);
        return new Ran(code, out.toString(), err.toString());
    }

    String ref(String kind, String name) {
        return new WorkloadRef(kind, namespace, name).toString();
    }

    void deployment(String name, String image) {
        deployment(name, image, "", "");
    }

    /// @param metadata further fields of the metadata, each after a comma
    /// @param spec further fields of the pod's spec, likewise
    void deployment(String name, String image, String metadata, String spec) {
        api.create(
                DEPLOYMENTS,
                namespace,
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"%3$s},
                 "spec":{"selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},
                   "spec":{"containers":[{"name":"app","image":"%2$s","imagePullPolicy":"Always"}]%4$s}}}}
                """
                        .formatted(name, image, metadata, NodelessPods.UNSCHEDULED + spec));
    }

    void cronJob(String name, String image) {
        api.create(
                CRON_JOBS,
                namespace,
                """
                {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"%1$s"},
                 "spec":{"schedule":"@daily","jobTemplate":{"spec":{"template":{
                   "spec":{"restartPolicy":"Never","containers":[{"name":"app","image":"%2$s","imagePullPolicy":"Always"}]}}}}}}
                """
                        .formatted(name, image));
    }

    void statefulSet(String name, String image, int replicas) {
        api.create(
                STATEFUL_SETS,
                namespace,
                """
                {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"%1$s"},
                 "spec":{"serviceName":"%1$s","replicas":%3$d,"podManagementPolicy":"Parallel","updateStrategy":{"type":"OnDelete"},
                   "selector":{"matchLabels":{"app":"%1$s"}},
                   "template":{"metadata":{"labels":{"app":"%1$s"}},
                     "spec":{"containers":[{"name":"app","image":"%2$s","imagePullPolicy":"Always"}]%4$s}}}}
                """
                        .formatted(name, image, replicas, NodelessPods.UNSCHEDULED));
    }

    JsonObject get(String collection, String name) {
        return api.get(collection, namespace, name);
    }

    String image(String collection, String name) {
        JsonObject spec = get(collection, name).getAsJsonObject("spec");
        if (spec.has("jobTemplate")) {
            spec = spec.getAsJsonObject("jobTemplate").getAsJsonObject("spec");
        }
        if (spec.has("template")) {
            spec = spec.getAsJsonObject("template").getAsJsonObject("spec");
        }
        return TestCluster.images(spec).getLast();
    }

    /// Of the pod template; empty without them.
    String templateAnnotations(String collection, String name) {
        JsonObject template =
                get(collection, name).getAsJsonObject("spec").getAsJsonObject("template");
        return Objects.toString(template.getAsJsonObject("metadata").get("annotations"), "");
    }

    String annotations(String collection, String name) {
        return Objects.toString(
                get(collection, name).getAsJsonObject("metadata").get("annotations"), "");
    }
}
