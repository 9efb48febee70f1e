// SPDX-License-Identifier: Apache-2.0
/// Carries decisions out and records what came of them.
@NullMarked
package io.pushwire.syncer.execution;

import org.jspecify.annotations.NullMarked;
