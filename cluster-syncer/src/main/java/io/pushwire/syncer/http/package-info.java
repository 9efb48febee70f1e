// SPDX-License-Identifier: Apache-2.0
/// What a running syncer answers over HTTP beside its health and its metrics.
@NullMarked
package io.pushwire.syncer.http;

import org.jspecify.annotations.NullMarked;
