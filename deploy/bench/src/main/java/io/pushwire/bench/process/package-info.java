// SPDX-License-Identifier: Apache-2.0
/// The processes that are measured, started as users start them.
@NullMarked
package io.pushwire.bench.process;

import org.jspecify.annotations.NullMarked;
