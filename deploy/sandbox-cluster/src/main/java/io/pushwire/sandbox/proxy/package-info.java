// SPDX-License-Identifier: Apache-2.0
/// Any other API server as the origin of a gate.
@NullMarked
package io.pushwire.sandbox.proxy;

import org.jspecify.annotations.NullMarked;
