// SPDX-License-Identifier: Apache-2.0
/// Asking registries what a tag points at: only those that are configured, never for longer than
/// the deadline, and never more than they allow.
@NullMarked
package io.pushwire.registry;

import org.jspecify.annotations.NullMarked;
