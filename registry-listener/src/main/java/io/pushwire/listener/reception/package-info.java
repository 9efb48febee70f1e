// SPDX-License-Identifier: Apache-2.0
/// The core: from a request to what became of it. Kafka and HTTP are behind ports.
@NullMarked
package io.pushwire.listener.reception;

import org.jspecify.annotations.NullMarked;
