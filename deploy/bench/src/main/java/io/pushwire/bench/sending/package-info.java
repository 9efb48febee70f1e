// SPDX-License-Identifier: Apache-2.0
/// Notifications and how they are sent.
@NullMarked
package io.pushwire.bench.sending;

import org.jspecify.annotations.NullMarked;
