// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Helm prints after an install: the next step, with the names that were really given.
class ChartNotesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listener.yml | let registry.example.com send to"
                        + " http://pushwire-listener.pushwire.svc:80/hooks/prod",
                "listener.yml | registry-listener/docs/distribution.md",
                "hub-and-cluster.yml | https://pushwire-listener.pushwire.svc:443/hooks/hub",
                "gateway.yml | https://pushwire.example.com/hooks/anyone",
                "ingress.yml | https://pushwire.example.com/hooks/anyone",
                "strimzi.yml | takes notifications from nobody yet. Add a registry under"
                        + " listener.config.sources",
                "strimzi.yml | copy each to pushwire",
                "standalone.yml | kubectl -n pushwire rollout status"
                        + " statefulset/pushwire-standalone",
                "syncer.yml | Syncer of cluster prod-eu-1",
                "foreign-account.yml | cluster-syncer rbac",
                "sync.yml | create job pushwire-sync-now --from=cronjob/pushwire-sync",
                "sync-namespaced.yml | sync (suspended)",
            })
    void tellTheNextStep(String valueSet, String told) {
        String printed =
                new Helm(Chart.FOLDER)
                        .install()
                        .withName("pushwire")
                        .withNamespace(Chart.NAMESPACE)
                        .withKubeVersion(Chart.KUBERNETES)
                        .withValuesFile(Chart.VALUES.resolve(valueSet))
                        .clientOnly()
                        .dryRun()
                        .withDryRunOption(DryRun.CLIENT)
                        .call()
                        .getOutput();

        assertThat(printed.substring(printed.indexOf("NOTES:"))).contains(told);
    }
}
