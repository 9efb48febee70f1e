// SPDX-License-Identifier: Apache-2.0
package io.pushwire.inventory;

/// A record of `pushwire.inventory.<cluster>`.
public sealed interface InventoryRecord permits TagUse, Heartbeat {}
