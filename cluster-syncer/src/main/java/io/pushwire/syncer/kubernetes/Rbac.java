// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.pushwire.syncer.policy.Selection;

import jakarta.inject.Singleton;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rights that a syncer with this configuration needs, and no more, as manifests. To ask what
/// it may do itself and what the cluster serves needs none: every account may.
@Singleton
public final class Rbac {

    private static final String NAME = "pushwire-cluster-syncer";
    private static final String REVIEWS = NAME + "-reviews";

    private final List<KindDefinition> kinds;
    private final Selection selection;

    Rbac(Kinds kinds, Selection selection) {
        this.kinds = kinds.enabled(selection.labels().labels());
        this.selection = selection;
    }

    /// What may be asked of a role.
    ///
    /// @param namespaced a Role for each of `pushwire.namespaces.include` and no ClusterRole
    /// @param recreate whether pods may be evicted
    /// @param api whether `POST /api/sync` is switched on, whose callers the cluster is asked about
    /// @param accountNamespace of the service account that is bound
    /// @param account its name
    public record Asked(
            boolean namespaced,
            boolean recreate,
            boolean api,
            String accountNamespace,
            String account) {}

    /// @param group of the API; empty for the core one
    record Rule(String group, String resource, List<String> verbs) {}

    /// @throws IllegalArgumentException if the namespaces are not written out
    public String manifests(Asked asked) {
        if (!asked.namespaced()) {
            List<Rule> rules = new ArrayList<>(rules(asked));
            rules.addAll(reviews(asked));
            return bound("ClusterRole", NAME, "", rules, asked);
        }
        List<String> namespaces = selection.namespaces().writtenOut();
        if (namespaces.isEmpty()) {
            throw new IllegalArgumentException(
                    "pushwire.namespaces.include must name the namespaces, without globs, for a"
                            + " syncer without a ClusterRole");
        }
        String reviews =
                asked.api() ? bound("ClusterRole", REVIEWS, "", reviews(asked), asked) : "";
        return namespaces.stream()
                        .map(namespace -> bound("Role", NAME, namespace, rules(asked), asked))
                        .collect(Collectors.joining())
                + reviews;
    }

    /// Who calls is no matter of a namespace.
    private static List<Rule> reviews(Asked asked) {
        return asked.api()
                ? List.of(
                        new Rule("authentication.k8s.io", "tokenreviews", List.of("create")),
                        new Rule("authorization.k8s.io", "subjectaccessreviews", List.of("create")))
                : List.of();
    }

    private static String bound(
            String kind, String name, String namespace, List<Rule> rules, Asked asked) {
        return role(kind, name, namespace, rules) + binding(kind, name, namespace, asked);
    }

    /// One line for each right; whoever needs a further one adds it here.
    List<Rule> rules(Asked asked) {
        var rules = new ArrayList<Rule>();
        for (KindDefinition kind : kinds) {
            rules.add(
                    new Rule(
                            kind.group(), kind.plural(), List.of("get", "list", "watch", "patch")));
        }
        rules.add(
                new Rule(
                        "",
                        "namespaces",
                        asked.namespaced() ? List.of("get") : List.of("get", "list", "watch")));
        rules.add(new Rule("", "pods", List.of("list")));
        rules.add(new Rule("apps", "replicasets", List.of("list")));
        rules.add(new Rule("", "events", List.of("list")));
        rules.add(new Rule("events.k8s.io", "events", List.of("create")));
        if (asked.recreate()) {
            rules.add(new Rule("", "pods/eviction", List.of("create")));
        }
        return rules;
    }

    private static String role(String kind, String name, String namespace, List<Rule> rules) {
        return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: %s
        metadata:
          name: %s
        %srules:
        %s
        ---
        """
                .formatted(
                        kind,
                        name,
                        namespaceLine(namespace),
                        rules.stream()
                                .map(rule ->
                                        "- apiGroups: [%s]\n  resources: [%s]\n  verbs: [%s]"
                                                .formatted(
                                                        quoted(Stream.of(rule.group())),
                                                        quoted(Stream.of(rule.resource())),
                                                        quoted(rule.verbs().stream())))
                                .collect(Collectors.joining("\n")));
    }

    private static String binding(String kind, String name, String namespace, Asked asked) {
        return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: %1$sBinding
        metadata:
          name: %2$s
        %3$sroleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: %1$s
          name: %2$s
        subjects:
        - kind: ServiceAccount
          name: %4$s
          namespace: %5$s
        ---
        """
                .formatted(
                        kind,
                        name,
                        namespaceLine(namespace),
                        asked.account(),
                        asked.accountNamespace());
    }

    private static String namespaceLine(String namespace) {
        return namespace.isEmpty() ? "" : "  namespace: " + namespace + "\n";
    }

    private static String quoted(Stream<String> texts) {
        return texts.map(text -> '"' + text + '"').collect(Collectors.joining(", "));
    }
}
