// SPDX-License-Identifier: Apache-2.0
/// The cluster's side: an index kept by informers, and the PATCH.
@NullMarked
package io.pushwire.syncer.kubernetes;

import org.jspecify.annotations.NullMarked;
