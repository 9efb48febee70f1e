// SPDX-License-Identifier: Apache-2.0
/// Letters that are sent again.
@NullMarked
package io.pushwire.listener.redelivery;

import org.jspecify.annotations.NullMarked;
