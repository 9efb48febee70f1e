// SPDX-License-Identifier: Apache-2.0
/// The benchmarks' program.
@NullMarked
package io.pushwire.bench;

import org.jspecify.annotations.NullMarked;
