// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.pushwire.syncer.policy.FieldSelector;
import io.pushwire.syncer.policy.LabelSelector;

/// Which workloads of those namespaces the syncer looks after.
///
/// @param selector only workloads with these labels, written as for `kubectl -l`:
///   `team=web,!legacy`
/// @param fieldSelector only workloads whose name and namespace match, written as for `kubectl
///   --field-selector`: `metadata.name!=db,metadata.namespace=prod`
/// @param optIn only workloads that have a policy annotation, or whose namespace has one
@ConfigurationProperties("pushwire")
record SelectionConfig(
        @Bindable(defaultValue = "") String selector,
        @Bindable(defaultValue = "") String fieldSelector,
        @Bindable(defaultValue = "false") boolean optIn) {

    SelectionConfig {
        LabelSelector.parse(selector);
        FieldSelector.parse(fieldSelector);
    }
}
