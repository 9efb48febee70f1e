// SPDX-License-Identifier: Apache-2.0
/// What the API says of itself.
@NullMarked
package io.pushwire.listener.api;

import org.jspecify.annotations.NullMarked;
