// SPDX-License-Identifier: Apache-2.0
package io.pushwire.control;

/// A record of `pushwire.control`.
public sealed interface ControlRecord permits Directive, RecheckRequest {}
