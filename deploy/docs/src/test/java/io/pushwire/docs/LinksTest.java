// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.Markdown;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Links from one Markdown file to another file of the repository, and to its headings, lead
/// somewhere.
class LinksTest {

    @Test
    void everyLinkLeadsSomewhere() {
        List<Markdown.Link> links =
                Markdown.all().stream().flatMap(file -> file.links().stream()).toList();

        assertThat(links).hasSizeGreaterThan(50);
        assertThat(links.stream().flatMap(link -> complaint(link).stream())).isEmpty();
    }

    @Test
    void aDeadLinkIsNoticed() {
        Path file = Markdown.root().resolve("README.md");

        assertThat(complaint(new Markdown.Link(file, 1, "no-such-file.md"))).isPresent();
        assertThat(complaint(new Markdown.Link(file, 1, "README.md#no-such-heading"))).isPresent();
        assertThat(complaint(new Markdown.Link(file, 1, "README.md#see-it"))).isEmpty();
    }

    @Test
    void everyModuleIsNamedInContributing() {
        String contributing =
                String.join(
                        "\n", Markdown.read(Markdown.root().resolve("CONTRIBUTING.md")).lines());
        String pom = Repository.text("pom.xml");

        Stream<String> modules = Repository.found("<module>(.+?)</module>", pom);
        assertThat(modules).allSatisfy(module -> assertThat(contributing).contains("[" + module));
    }

    private static Optional<String> complaint(Markdown.Link link) {
        URI target = URI.create(link.target());
        if (target.isAbsolute()) {
            return Optional.empty();
        }
        Path file =
                target.getPath().isEmpty()
                        ? link.file()
                        : link.file().resolveSibling(target.getPath()).normalize();
        if (!Files.exists(file)) {
            return Optional.of(link + ": there is no such file");
        }
        return target.getFragment() == null
                        || Markdown.read(file).anchors().contains(target.getFragment())
                ? Optional.empty()
                : Optional.of(link + ": there is no such heading");
    }
}
