// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// Whether others may ask.
///
/// @param enabled whether `POST /api/sync` asks the listener for a re-check, for accounts of the
///   cluster that may `post` to the non-resource URL `/api/sync`
@ConfigurationProperties("pushwire.api.sync")
record ApiConfig(@Bindable(defaultValue = "false") boolean enabled) {}
