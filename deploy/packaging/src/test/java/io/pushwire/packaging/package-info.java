// SPDX-License-Identifier: Apache-2.0
/// What Helm and Kustomize make of `deploy/helm` and `deploy/kustomize`, held to Kubernetes' types,
/// to the services' configuration, and to the rights that the services say they need.
@NullMarked
package io.pushwire.packaging;

import org.jspecify.annotations.NullMarked;
