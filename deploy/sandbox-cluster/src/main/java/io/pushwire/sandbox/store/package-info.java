// SPDX-License-Identifier: Apache-2.0
/// Objects, their versions and what happened to them lately. Knows nothing of HTTP.
@NullMarked
package io.pushwire.sandbox.store;

import org.jspecify.annotations.NullMarked;
