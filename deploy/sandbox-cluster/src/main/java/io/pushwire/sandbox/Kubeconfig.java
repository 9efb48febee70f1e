// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import java.net.URI;

/// The file that tells kubectl and other clients where the cluster is.
final class Kubeconfig {
    private Kubeconfig() {}

    static String text(URI baseUrl) {
        return """
        apiVersion: v1
        kind: Config
        current-context: sandbox
        clusters:
          - name: sandbox
            cluster:
              server: %s
        contexts:
          - name: sandbox
            context:
              cluster: sandbox
              namespace: default
              user: anyone
        users:
          - name: anyone
            user: {}
        """
                .formatted(baseUrl);
    }
}
