// SPDX-License-Identifier: Apache-2.0
package io.pushwire.tag;

/// A record of `pushwire.tags`.
public sealed interface TagsRecord permits KnownTag, Watermark {}
