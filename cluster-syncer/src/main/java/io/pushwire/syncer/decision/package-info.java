// SPDX-License-Identifier: Apache-2.0
/// What should happen to one workload because of one event: pure, without I/O.
@NullMarked
package io.pushwire.syncer.decision;

import org.jspecify.annotations.NullMarked;
