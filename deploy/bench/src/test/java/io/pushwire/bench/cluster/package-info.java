// SPDX-License-Identifier: Apache-2.0
/// The logic of the syncer's benchmark; nothing is measured here.
@NullMarked
package io.pushwire.bench.cluster;

import org.jspecify.annotations.NullMarked;
