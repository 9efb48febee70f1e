// SPDX-License-Identifier: Apache-2.0
/// What readiness says.
@NullMarked
package io.pushwire.listener.kafka;

import org.jspecify.annotations.NullMarked;
