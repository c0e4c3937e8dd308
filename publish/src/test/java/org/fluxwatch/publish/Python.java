package org.fluxwatch.publish;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Debian's Python, for what a user's own tools make of the files.
public final class Python {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private Python() {}

    /// The test is skipped where the machine lacks any of these.
    public static void assumeModules(String... modules) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(PYTHON)
                        && run("import " + String.join(", ", modules) + "; print('ok')")
                                .equals("ok"),
                "no /usr/bin/python3 with " + String.join(", ", modules));
    }

    public static void assumePrograms(String... programs) {
        for (String program : programs)
            assumeTrue(Files.isExecutable(Path.of("/usr/bin", program)), "no /usr/bin/" + program);
    }

    /// What the script prints, errors included.
    public static String run(String script, String... arguments) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-c", script));
        command.addAll(List.of(arguments));
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }
}
