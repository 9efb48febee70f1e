// SPDX-License-Identifier: Apache-2.0
/// The edge to those who read the record: questions over HTTP in, JSON out.
@NullMarked
package io.pushwire.listener.api;

import org.jspecify.annotations.NullMarked;
