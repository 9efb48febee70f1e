// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.micronaut.context.annotation.ConfigurationProperties;

import org.jspecify.annotations.Nullable;

/// What the look-ups of all registries share. Nothing is refused here, so that [ConfiguredSources]
/// can report everything that is wrong at once.
///
/// @param dockerConfig Docker's `config.json`, from which look-ups take the credentials of every
///   registry whose source has none of its own; without it they are anonymous
@ConfigurationProperties("pushwire.look-ups")
record LookUpsConfig(@Nullable String dockerConfig) {}
