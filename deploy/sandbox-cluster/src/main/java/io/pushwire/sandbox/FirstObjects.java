// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

/// What every cluster has from the beginning, namespaces aside.
final class FirstObjects {
    static final String YAML =
            """
            apiVersion: v1
            kind: Node
            metadata:
              name: sandbox-node
              labels: {kubernetes.io/hostname: sandbox-node}
            spec: {}
            status:
              conditions: [{type: Ready, status: "True", reason: KubeletReady}]
              nodeInfo: {kubeletVersion: v1.32.0-sandbox, architecture: amd64, operatingSystem: linux}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: default, namespace: default}
            """;

    private FirstObjects() {}
}
