// SPDX-License-Identifier: Apache-2.0
/// Both services in one process, beside a broker of their own.
@NullMarked
package io.pushwire.standalone;

import org.jspecify.annotations.NullMarked;
