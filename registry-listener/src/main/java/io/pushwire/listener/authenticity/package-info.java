// SPDX-License-Identifier: Apache-2.0
/// Pure: whether a request comes from the sender that it names.
@NullMarked
package io.pushwire.listener.authenticity;

import org.jspecify.annotations.NullMarked;
