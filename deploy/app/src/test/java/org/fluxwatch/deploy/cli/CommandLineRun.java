package org.fluxwatch.deploy.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// A command of `./fluxwatch`, run in this process.
public record CommandLineRun(int exitCode, String out, String err) {
    public static CommandLineRun of(String command, String argument, String... options) {
        final List<String> arguments =
                Stream.concat(Stream.of(command, argument), Stream.of(options)).toList();
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final PrintStream realOut = System.out;
        final PrintStream realErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            final int exitCode = Main.run(arguments.toArray(String[]::new));
            return new CommandLineRun(
                    exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }
}
