// SPDX-License-Identifier: Apache-2.0
/// What people and pipelines may ask of a running syncer. The cluster and Kafka are behind ports.
@NullMarked
package io.pushwire.syncer.request;

import org.jspecify.annotations.NullMarked;
