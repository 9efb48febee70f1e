// SPDX-License-Identifier: Apache-2.0
/// Who uses what in a cluster, what Pushwire wrote there and what it still owes: the records of
/// `pushwire.inventory.<cluster>`.
@NullMarked
package io.pushwire.inventory;

import org.jspecify.annotations.NullMarked;
