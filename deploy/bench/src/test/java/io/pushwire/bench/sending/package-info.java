// SPDX-License-Identifier: Apache-2.0
/// The logic of sending; nothing is measured here.
@NullMarked
package io.pushwire.bench.sending;

import org.jspecify.annotations.NullMarked;
