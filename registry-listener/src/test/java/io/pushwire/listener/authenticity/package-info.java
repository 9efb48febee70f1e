// SPDX-License-Identifier: Apache-2.0
/// Good, wrong and missing credentials.
@NullMarked
package io.pushwire.listener.authenticity;

import org.jspecify.annotations.NullMarked;
