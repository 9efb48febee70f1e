// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

/// One object of the cluster, by name.
public record Reference(ResourceType type, ObjectKey key) {}
