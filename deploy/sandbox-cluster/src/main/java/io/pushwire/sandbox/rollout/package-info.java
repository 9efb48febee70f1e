// SPDX-License-Identifier: Apache-2.0
/// Moves workloads as Kubernetes' own controllers would, as an ordinary client of any API server.
@NullMarked
package io.pushwire.sandbox.rollout;

import org.jspecify.annotations.NullMarked;
