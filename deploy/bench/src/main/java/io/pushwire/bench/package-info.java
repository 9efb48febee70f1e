// SPDX-License-Identifier: Apache-2.0
/// Measures the listener beside what bounds it, with real processes.
@NullMarked
package io.pushwire.bench;

import org.jspecify.annotations.NullMarked;
