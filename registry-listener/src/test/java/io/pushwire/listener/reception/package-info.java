// SPDX-License-Identifier: Apache-2.0
/// What the core decides, with fakes of its ports.
@NullMarked
package io.pushwire.listener.reception;

import org.jspecify.annotations.NullMarked;
