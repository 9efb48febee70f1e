// SPDX-License-Identifier: Apache-2.0
/// The edge to the senders: bytes in, status and JSON out.
@NullMarked
package io.pushwire.listener.http;

import org.jspecify.annotations.NullMarked;
