// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.access;

import io.pushwire.listener.authenticity.Proof;

/// Somebody who may ask.
///
/// @param name as it is configured, and logged
/// @param proof how they show that it is them
/// @param sight what they may see
public record Reader(String name, Proof proof, Sight sight) {}
