// SPDX-License-Identifier: Apache-2.0
/// The logic of the benchmark of the one-shot sync; nothing is measured here.
@NullMarked
package io.pushwire.bench.sync;

import org.jspecify.annotations.NullMarked;
