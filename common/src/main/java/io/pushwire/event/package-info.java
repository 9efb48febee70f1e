// SPDX-License-Identifier: Apache-2.0
/// The fact that Pushwire is about: a tag of a registry now points at a digest, or is gone.
@NullMarked
package io.pushwire.event;

import org.jspecify.annotations.NullMarked;
