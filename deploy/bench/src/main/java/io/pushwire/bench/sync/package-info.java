// SPDX-License-Identifier: Apache-2.0
/// Measures `cluster-syncer sync`, as a whole process, beside a loop of `skopeo inspect`.
@NullMarked
package io.pushwire.bench.sync;

import org.jspecify.annotations.NullMarked;
