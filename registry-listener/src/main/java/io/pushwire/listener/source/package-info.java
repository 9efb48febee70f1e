// SPDX-License-Identifier: Apache-2.0
/// Pure: the configured senders and what each may speak for.
@NullMarked
package io.pushwire.listener.source;

import org.jspecify.annotations.NullMarked;
