// SPDX-License-Identifier: Apache-2.0
/// The bytes on the topics. The only place that knows them.
@NullMarked
package io.pushwire.wire;

import org.jspecify.annotations.NullMarked;
