// SPDX-License-Identifier: Apache-2.0
/// Takes registries' notifications and makes each durable in Kafka before it answers.
@NullMarked
package io.pushwire.listener;

import org.jspecify.annotations.NullMarked;
