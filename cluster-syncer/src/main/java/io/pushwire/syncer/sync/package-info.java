// SPDX-License-Identifier: Apache-2.0
/// One run over a cluster without Kafka: list the workloads, ask the registries, compare, act.
@NullMarked
package io.pushwire.syncer.sync;

import org.jspecify.annotations.NullMarked;
