// SPDX-License-Identifier: Apache-2.0
/// The look at every tag that clusters use, again and again: what no notification told comes to the
/// log all the same. Kafka, the registries and the metrics are behind ports.
@NullMarked
package io.pushwire.listener.recheck;

import org.jspecify.annotations.NullMarked;
