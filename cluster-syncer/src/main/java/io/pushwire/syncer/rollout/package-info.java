// SPDX-License-Identifier: Apache-2.0
/// What becomes of a change: how far a rollout is, as a pure function over what the cluster says,
/// and the watch that asks until its end.
@NullMarked
package io.pushwire.syncer.rollout;

import org.jspecify.annotations.NullMarked;
