// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.control.RecheckRequest;
import io.pushwire.image.ImageReference;
import io.pushwire.syncer.replay.Explanation;
import io.pushwire.syncer.sync.SyncProgress;
import io.pushwire.syncer.sync.SyncReport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;

class CommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void refusesAWordThatIsNoCommand() {
        assertThat(execute("upnin")).isEqualTo(2);
        assertThat(err.toString()).contains("upnin").contains("--help");
    }

    @ParameterizedTest
    @CsvSource({
        "unpin, say which",
        "unpin web -n prod, not KIND/NAME",
        "unpin deployment/web -A, -A goes with neither",
        "unpin -A --rate 0, more than 0",
        "forget, CLUSTER",
        "recheck, name an image",
        "recheck registry.example.com/web:1 --cluster prod, name an image",
        "recheck Registry/web:1, no image with a tag",
        "recheck --cluster a/b, no name of a cluster",
        "rbac --service-account syncer, NAMESPACE/NAME",
        "replay, --from",
        "replay --from yesterday, no time",
        "replay --from 3@x, no time",
        "replay --from 2026-11-03 --image team//*/, neither an image",
        "replay --from 2026-11-03 --yes, goes with --apply only",
        "replay --from 2026-11-03 --by anna, goes with --apply only",
        "replay --from 2026-11-03 --apply, there is no terminal",
        "replay --from 2026-11-03 --apply --yes -o json, leave -o out",
        "replay --from 2026-11-03 --policy-file x --apply --yes, goes with neither",
        "replay --from 2026-11-03 --as-of 2026-11-02, between --from and --to",
        "replay --from 2026-11-03 --as-of 3@4, a time or a date",
        "explain, IMAGE",
        "explain registry.example.com/web@sha256:12, no image with a tag",
        "sync -n prod -A, -n goes with neither",
        "sync -n prod -x test, -n goes with neither",
        "sync --update --restart, exclude each other",
        "sync --max-evictions 1, goes with --recreate only",
        "sync --recreate --max-evictions 0, at least 1",
        "sync --bare-pods=patch, goes with --update",
        "sync --bare-pods=evict, bare-pods",
        "sync -o yaml, output",
        "sync --parallelism 0, 1 to",
        "sync --docker-config /no/such/file, cannot be read",
        "sync --insecure-registry http://registry, not a registry host"
    })
    void refusesWhatCannotBeMeant(String line, String said) {
        assertThat(execute(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(said);
    }

    @Test
    void saysWhatItIs() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("pushwire cluster-syncer");
    }

    private int execute(String... arguments) {
        return Commands.execute(
                new NoDesk(), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    /// Of a command that must not get as far.
    private static final class NoDesk implements Desk {

        @Override
        public Unpins unpins() {
            throw new AssertionError("nothing was to be opened");
        }

        @Override
        public SyncReport sync(SyncAsked asked, SyncProgress progress) {
            throw new AssertionError("nothing was to be opened");
        }

        @Override
        public String rights(RightsAsked asked) {
            throw new AssertionError("nothing was to be opened");
        }

        @Override
        public int forget(String cluster, boolean force) {
            throw new AssertionError("nothing was to be opened");
        }

        @Override
        public void recheck(RecheckRequest request) {
            throw new AssertionError("nothing was to be opened");
        }

        @Override
        public Explanation explain(ImageReference asked) {
            throw new AssertionError("nothing was to be opened");
        }

        @Override
        public Replay replay(ReplayAsked asked) {
            throw new AssertionError("nothing was to be opened");
        }

        @Override
        public PauseBoard pauses() {
            throw new AssertionError("nothing was to be opened");
        }
    }
}
