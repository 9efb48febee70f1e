// SPDX-License-Identifier: Apache-2.0
/// What a workload's owner wants to happen on a push.
@NullMarked
package io.pushwire.syncer.policy;

import org.jspecify.annotations.NullMarked;
