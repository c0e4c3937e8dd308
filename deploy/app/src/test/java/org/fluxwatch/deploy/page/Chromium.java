package org.fluxwatch.deploy.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Debian's browser, for what it makes of a page in a file.
public final class Chromium {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private Chromium() {}

    /// Skips the test where there is none.
    public static void assumeThere() {
        assumeTrue(Files.isExecutable(PROGRAM), "no " + PROGRAM);
    }

    /// @param drawn the page after its scripts have run, without scripts and styles
    /// @param messages of the console
    public record Seen(String drawn, String messages) {
        public int count(String text) {
            return (int) Pattern.compile(text, Pattern.LITERAL)
                    .matcher(drawn)
                    .results()
                    .count();
        }
    }

    /// @param file in a folder that may take files of the browser
    public static Seen open(Path file) throws IOException, InterruptedException {
        final Path folder = file.toAbsolutePath().getParent();
        final Path dom = Files.createTempFile(folder, "dom", ".html");
        final Path log = Files.createTempFile(folder, "browser", ".log");
        final Process browser = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--user-data-dir=" + folder.resolve("browser"),
                        "--enable-logging=stderr",
                        "--dump-dom",
                        file.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            browser.destroyForcibly();
        }
        final String messages = String.join(
                "\n",
                Files.readAllLines(log).stream()
                        .filter(line -> line.contains("CONSOLE"))
                        .toList());
        return new Seen(Files.readString(dom).replaceAll("(?s)<(script|style).*?</\\1>", ""), messages);
    }
}
