// SPDX-License-Identifier: Apache-2.0
/// Keeps what we manage where its tags are: what is known of the tags and of the workloads that
/// follow them, in memory and in the inventory.
@NullMarked
package io.pushwire.syncer.level;

import org.jspecify.annotations.NullMarked;
