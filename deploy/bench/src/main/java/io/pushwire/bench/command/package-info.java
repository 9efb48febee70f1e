// SPDX-License-Identifier: Apache-2.0
/// What all benchmarks have in common as commands.
@NullMarked
package io.pushwire.bench.command;

import org.jspecify.annotations.NullMarked;
