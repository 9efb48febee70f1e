// SPDX-License-Identifier: Apache-2.0
/// One cluster's syncer: from the log to the PATCH.
@NullMarked
package io.pushwire.syncer;

import org.jspecify.annotations.NullMarked;
