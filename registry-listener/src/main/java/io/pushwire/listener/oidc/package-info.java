// SPDX-License-Identifier: Apache-2.0
/// The edge to issuers of OpenID Connect tokens: their keys, fetched and kept.
@NullMarked
package io.pushwire.listener.oidc;

import org.jspecify.annotations.NullMarked;
