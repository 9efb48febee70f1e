// SPDX-License-Identifier: Apache-2.0
/// The logic of the listener's benchmark; nothing is measured here.
@NullMarked
package io.pushwire.bench.listener;

import org.jspecify.annotations.NullMarked;
