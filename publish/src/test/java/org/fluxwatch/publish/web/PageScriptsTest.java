package org.fluxwatch.publish.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxwatch.publish.NodeVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page's scripts: those that need no browser in node's own test runner, and that all of them are served.
class PageScriptsTest {
    /// Node has a test runner of its own since then.
    private static final int LEAST_NODE = 18;

    private static final Path TESTS = Path.of("src/test/js");
    private static final Pattern IMPORT =
            Pattern.compile("from ['\"](\\./[^'\"]+)['\"]|import ['\"](\\./[^'\"]+)['\"]");

    @TempDir
    private Path folder;

    private static Path page() throws URISyntaxException {
        return Path.of(StaticPage.class
                        .getResource("/org/fluxwatch/publish/page/index.html")
                        .toURI())
                .getParent();
    }

    @Test
    void scriptsPassTheirTests() throws Exception {
        assumeTrue(NodeVersion.there() >= LEAST_NODE, "no node " + LEAST_NODE + " or newer on the path");
        copy(page(), folder.resolve("page"));
        copy(TESTS, folder.resolve("test"));
        // else node takes a .js file for a script of the old kind
        Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
        final Path log = folder.resolve("log");
        final List<String> command = Stream.concat(
                        Stream.of("node", "--test", "--test-reporter=tap"),
                        files(folder.resolve("test"))
                                .filter(file -> file.toString().endsWith(".test.js"))
                                .map(Path::toString)
                                .sorted())
                .toList();
        final Process node = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(node.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            node.destroyForcibly();
        }
        assertThat(node.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).containsPattern("(?m)^# pass [1-9]");
    }

    @Test
    void allFilesOfThePageAreServedAndNoOthersAreImported() throws Exception {
        final Set<String> there =
                files(page()).map(file -> relative(file)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(StaticPage.files()).containsExactlyInAnyOrderElementsOf(there);
        for (String name : there) {
            if (!name.endsWith(".js")) continue;
            final Path script = page().resolve(name);
            IMPORT.matcher(Files.readString(script)).results().forEach(found -> {
                final String target = found.group(1) == null ? found.group(2) : found.group(1);
                assertThat(script.resolveSibling(target).normalize()).as(name).exists();
            });
        }
    }

    private static String relative(Path file) {
        try {
            return page().relativize(file).toString().replace('\\', '/');
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the security policy would refuse, or what others would be asked for.
    @Test
    void nothingIsInlineNorFromElsewhere() throws Exception {
        final String index = Files.readString(page().resolve("index.html"));
        assertThat(index).doesNotContain("style=", "<style", "onclick", "http:", "https:");
        assertThat(index).doesNotContainPattern("<script(?![^>]* src=\"/)");
        for (Path file : files(page()).filter(f -> f.toString().endsWith(".js")).toList())
            if (!relative(file).startsWith("lib/"))
                assertThat(Files.readString(file))
                        .as(relative(file))
                        .doesNotContain(
                                "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "https:");
    }

    private static Stream<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from).toList()) {
            final Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }
}
