// SPDX-License-Identifier: Apache-2.0
/// What every service checks of its configuration before anything else starts.
@NullMarked
package io.pushwire.config;

import org.jspecify.annotations.NullMarked;
