// SPDX-License-Identifier: Apache-2.0
/// The logic of the benchmark; it measures nothing here.
@NullMarked
package io.pushwire.bench;

import org.jspecify.annotations.NullMarked;
