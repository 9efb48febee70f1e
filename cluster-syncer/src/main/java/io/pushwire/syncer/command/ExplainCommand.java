// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.image.ImageReference;
import io.pushwire.syncer.replay.ExplainJson;
import io.pushwire.syncer.replay.ExplainText;
import io.pushwire.syncer.replay.Explanation;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.Callable;

/// Who uses an image here, and what would become of it.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Says who uses an image in this cluster, under which policy, what the newest event of"
                    + " its tag is,",
            "what would be done about it now and why not, and what was done lately."
        })
final class ExplainCommand implements Callable<Integer> {

    private final Desk desk;

    @Parameters(paramLabel = "IMAGE", description = "As it stands in a pod, with a tag.")
    private String image = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "The form. Default: ${DEFAULT-VALUE}.")
    private SyncCommand.Output output = SyncCommand.Output.TEXT;

    @Option(names = "--utc", description = "Times of the text are UTC.")
    private boolean utc;

    @Spec private @Nullable CommandSpec spec;

    ExplainCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        Explanation explanation = desk.explain(asked());
        ZoneId zone = utc ? ZoneOffset.UTC : ZoneId.systemDefault();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(
                output == SyncCommand.Output.JSON
                        ? ExplainJson.of(explanation)
                        : ExplainText.of(explanation, zone));
        out.flush();
        return 0;
    }

    private ImageReference asked() {
        return ImageReference.parse(image)
                .filter(it -> it.imageTag().isPresent())
                .orElseThrow(() ->
                        new ParameterException(
                                Objects.requireNonNull(spec).commandLine(),
                                "\"%s\" is no image with a tag: events are about tags"
                                        .formatted(image)));
    }
}
