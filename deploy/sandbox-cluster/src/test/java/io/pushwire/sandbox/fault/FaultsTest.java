// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Call SCALE =
            new Call("PATCH", "patch", "deployments/scale", "shop", "web");

    private final Faults faults = new Faults();

    @Test
    void meetsByEveryPart() {
        assertThat(Fault.hang().meets(SCALE)).isTrue();
        assertThat(Fault.hang().onVerb("PATCH").meets(SCALE)).isTrue();
        assertThat(Fault.hang().onVerb("update").meets(SCALE)).isFalse();
        assertThat(Fault.hang().onResource("deployments").meets(SCALE)).isTrue();
        assertThat(Fault.hang().onResource("deployments/scale").meets(SCALE)).isTrue();
        assertThat(Fault.hang().onResource("deployments/status").meets(SCALE)).isFalse();
        assertThat(Fault.hang().inNamespace("other").meets(SCALE)).isFalse();
        assertThat(Fault.hang().named("web").inNamespace("shop").meets(SCALE)).isTrue();
    }

    @Test
    void isUsedUpAfterItsTimes() {
        faults.add(Fault.refuse().times(2));
        faults.add(Fault.hang());

        assertThat(faults.meet(SCALE).orElseThrow().fault().effect())
                .isEqualTo(new Effect.Refuse());
        assertThat(faults.meet(SCALE)).isPresent();
        assertThat(faults.meet(SCALE).orElseThrow().fault().effect()).isEqualTo(new Effect.Hang());
    }

    @Test
    void meetsNothingOnceItIsRemoved() {
        var added = faults.add(Fault.refuse());

        assertThat(faults.remove(added.id())).isTrue();
        assertThat(faults.remove(added.id())).isFalse();
        assertThat(faults.meet(SCALE)).isEmpty();
    }
}
