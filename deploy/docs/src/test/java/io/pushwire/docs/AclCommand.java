// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A line of the guide for Kafka's tool `kafka-acls.sh`, as far as the guide uses it.
final class AclCommand {

    private AclCommand() {}

    /// @param command from `--allow-principal` on
    static List<AclBinding> bindings(String command) {
        var principals = new ArrayList<String>();
        var operations = new ArrayList<AclOperation>();
        var resources = new ArrayList<ResourcePattern>();
        PatternType pattern =
                command.contains("--resource-pattern-type prefixed")
                        ? PatternType.PREFIXED
                        : PatternType.LITERAL;
        List<String> words = List.of(command.strip().split("\\s+"));
        for (int at = 0; at + 1 < words.size(); at += 2) {
            String value = words.get(at + 1);
            switch (words.get(at)) {
                case "--allow-principal" -> principals.add(value);
                case "--operation" ->
                        operations.add(AclOperation.valueOf(value.toUpperCase(Locale.ROOT)));
                case "--topic" ->
                        resources.add(new ResourcePattern(ResourceType.TOPIC, value, pattern));
                case "--group" ->
                        resources.add(new ResourcePattern(ResourceType.GROUP, value, pattern));
                case "--resource-pattern-type" -> {}
                default -> throw new AssertionError("not understood: " + command);
            }
        }
        return resources.stream()
                .flatMap(resource ->
                        principals.stream()
                                .flatMap(principal ->
                                        operations.stream()
                                                .map(operation ->
                                                        binding(resource, principal, operation))))
                .toList();
    }

    private static AclBinding binding(
            ResourcePattern resource, String principal, AclOperation operation) {
        return new AclBinding(
                resource,
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }
}
