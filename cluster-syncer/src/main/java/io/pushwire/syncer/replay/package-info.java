// SPDX-License-Identifier: Apache-2.0
/// The past beside the present: what was recorded of each event, and what would be decided about it
/// now. Knows neither Kafka nor Kubernetes; the same guards decide as in the service.
@NullMarked
package io.pushwire.syncer.replay;

import org.jspecify.annotations.NullMarked;
