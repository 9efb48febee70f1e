// SPDX-License-Identifier: Apache-2.0
/// Rules for the whole module.
@NullMarked
package io.pushwire;

import org.jspecify.annotations.NullMarked;
