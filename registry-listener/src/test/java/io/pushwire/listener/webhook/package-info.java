// SPDX-License-Identifier: Apache-2.0
/// Payloads as registries sent them, and as nobody should.
@NullMarked
package io.pushwire.listener.webhook;

import org.jspecify.annotations.NullMarked;
