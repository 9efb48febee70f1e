// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.micronaut.context.annotation.ConfigurationProperties;

import org.jspecify.annotations.Nullable;

/// How the cluster is reached.
///
/// @param kubeconfig a kubeconfig file. Without it: the service account of the pod, else the file
///   that `KUBECONFIG` names, else `~/.kube/config`
/// @param context the context of that file; without it its current one
@ConfigurationProperties("pushwire.kubernetes")
record KubernetesConfig(@Nullable String kubeconfig, @Nullable String context) {}
