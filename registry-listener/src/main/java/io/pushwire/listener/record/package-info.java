// SPDX-License-Identifier: Apache-2.0
/// The edge to the record's index on local disk: fed from Kafka, asked by the query API.
@NullMarked
package io.pushwire.listener.record;

import org.jspecify.annotations.NullMarked;
