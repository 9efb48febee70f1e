// SPDX-License-Identifier: Apache-2.0
/// Measures the listener beside what bounds it.
@NullMarked
package io.pushwire.bench.listener;

import org.jspecify.annotations.NullMarked;
