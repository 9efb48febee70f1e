// SPDX-License-Identifier: Apache-2.0
package io.pushwire.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class DirectivesTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final Directives directives = new Directives();

    @Test
    void aPauseHoldsInItsScopeOnly() {
        directives.learn(said(new Scope.Namespace("prod", "shop"), Directive.State.PAUSED));

        assertThat(directives.over("prod", "shop")).isPresent();
        assertThat(directives.over("prod", "bank")).isEmpty();
        assertThat(directives.over("test", "shop")).isEmpty();
    }

    @Test
    void theWidestPauseIsNamed() {
        directives.learn(said(new Scope.Namespace("prod", "shop"), Directive.State.PAUSED));
        directives.learn(said(new Scope.Cluster("prod"), Directive.State.PAUSED));
        assertThat(directives.over("prod", "shop"))
                .map(Directive::scope)
                .contains(new Scope.Cluster("prod"));

        directives.learn(said(new Scope.Fleet(), Directive.State.PAUSED));
        assertThat(directives.over("prod", "shop"))
                .map(Directive::scope)
                .contains(new Scope.Fleet());
    }

    @Test
    void endingOnePauseLeavesTheOthers() {
        directives.learn(said(new Scope.Fleet(), Directive.State.PAUSED));
        directives.learn(said(new Scope.Cluster("prod"), Directive.State.PAUSED));

        assertThat(directives.learn(said(new Scope.Fleet(), Directive.State.RESUMED))).isPresent();
        assertThat(directives.over("prod", "shop"))
                .map(Directive::scope)
                .contains(new Scope.Cluster("prod"));
        assertThat(directives.forget("cluster/prod")).isPresent();
        assertThat(directives.over("prod", "shop")).isEmpty();
        assertThat(directives.all()).isEmpty();
    }

    @Test
    void resumingWhatIsNotPausedEndsNothing() {
        assertThat(directives.learn(said(new Scope.Fleet(), Directive.State.RESUMED))).isEmpty();
    }

    @Test
    void saysWhoWhenAndWhy() {
        assertThat(said(new Scope.Namespace("prod", "shop"), Directive.State.PAUSED))
                .hasToString(
                        "namespace shop of cluster prod was paused by anna@host at"
                                + " 2026-11-01T12:00:00Z: audit");
    }

    @Test
    void aNameThatWouldBeAnotherKeyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scope.Cluster("prod/shop"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scope.Namespace("prod", " "));
    }

    private static Directive said(Scope scope, Directive.State state) {
        return new Directive(scope, state, "anna@host", NOW, "audit");
    }
}
