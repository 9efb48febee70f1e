// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Markdown file, as far as tests look at it: fenced blocks, headings, links.
///
/// @param lines of the whole file
public record Markdown(Path file, List<String> lines) {

    private static final Pattern FENCE = Pattern.compile("( *)(```+)(\\w*) *");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)(?: +#+)? *");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

    /// A fenced block.
    ///
    /// @param language behind the fence; empty where there is none
    /// @param section the heading above it; empty before the first one
    /// @param line of its fence, from 1
    public record Block(Path file, String language, String section, int line, String text) {

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /// @param target as it is written
    public record Link(Path file, int line, String target) {

        @Override
        public String toString() {
            return file + ":" + line + " " + target;
        }
    }

    public Markdown {
        lines = List.copyOf(lines);
    }

    public static Markdown read(Path file) {
        try {
            return new Markdown(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of the repository that the tests run in, built files left out.
    public static List<Markdown> all() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> ours(root().relativize(file)))
                    .sorted()
                    .map(Markdown::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The repository's own folder: the nearest above with the Maven wrapper.
    public static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("mvnw")))
                .findFirst()
                .orElseThrow();
    }

    private static boolean ours(Path relative) {
        for (Path part : relative) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    public List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        String section = "";
        for (int at = 0; at < lines.size(); at++) {
            Matcher fence = FENCE.matcher(lines.get(at));
            Matcher heading = HEADING.matcher(lines.get(at));
            if (heading.matches()) {
                section = heading.group(1);
            }
            if (fence.matches()) {
                int end = end(at, fence.group(2));
                String text =
                        String.join("\n", lines.subList(at + 1, end)).stripIndent().concat("\n");
                blocks.add(new Block(file, fence.group(3), section, at + 1, text));
                at = end;
            }
        }
        return blocks;
    }

    private int end(int begin, String fence) {
        for (int at = begin + 1; at < lines.size(); at++) {
            if (lines.get(at).strip().equals(fence)) {
                return at;
            }
        }
        throw new AssertionError(file + ":" + (begin + 1) + " the block does not end");
    }

    /// The names by which a link can name a heading, made as forges make them.
    public Set<String> anchors() {
        var anchors = new LinkedHashSet<String>();
        for (String line : prose()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = anchor(heading.group(1));
                String unique = anchor;
                for (int again = 1; !anchors.add(unique); again++) {
                    unique = anchor + "-" + again;
                }
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /// Those in prose; what stands in code is none.
    public List<Link> links() {
        var links = new ArrayList<Link>();
        List<String> prose = prose();
        for (int at = 0; at < prose.size(); at++) {
            Matcher link = LINK.matcher(CODE.matcher(prose.get(at)).replaceAll("`code`"));
            while (link.find()) {
                links.add(new Link(file, at + 1, link.group(1)));
            }
        }
        return links;
    }

    /// The lines, those of blocks left empty.
    private List<String> prose() {
        var prose = new ArrayList<>(lines);
        for (Block block : blocks()) {
            int end = end(block.line() - 1, fenceOf(block));
            for (int at = block.line() - 1; at <= end; at++) {
                prose.set(at, "");
            }
        }
        return prose;
    }

    private String fenceOf(Block block) {
        Matcher fence = FENCE.matcher(lines.get(block.line() - 1));
        if (!fence.matches()) {
            throw new IllegalStateException(block.toString());
        }
        return fence.group(2);
    }
}
