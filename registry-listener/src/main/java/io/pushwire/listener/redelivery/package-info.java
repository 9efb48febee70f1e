// SPDX-License-Identifier: Apache-2.0
/// Core: dead letters that people look at again, and send through again.
@NullMarked
package io.pushwire.listener.redelivery;

import org.jspecify.annotations.NullMarked;
