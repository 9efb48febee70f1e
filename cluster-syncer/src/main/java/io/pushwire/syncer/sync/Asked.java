// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.registry.CredentialSource;
import io.pushwire.registry.Looked;

/// What came of a question.
///
/// @param by with which the registry answered
record Asked(Looked looked, CredentialSource by) {}
