package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;

/// Fuzzes parts of the program, one after the other, each in processes of its own.
/// ```
/// Campaign ── starts, again after a crash ──> Worker: Fuzzer or Jazzer ── input ──> Target ── outcome, find
///     └── reads tally, last input of a process that died ──> FuzzReport
/// ```
///
/// @param minutes for all parts together
/// @param inputs of each part at most
/// @param seed of the changes; the inputs of a part are those of its seed, up to where a process had to end
/// @param folder of finds; those of an earlier run stay
/// @param engine makes the inputs
/// @param throughReaders whether files are read as always, by processes of their own; else by the fuzzer's, ten times
///     as many in a second, and what spins there is counted as what a reader would have been killed for
public record Campaign(
        List<Part> parts, double minutes, long inputs, long seed, Path folder, Engine engine, boolean throughReaders) {
    /// Beyond all exit codes.
    private static final int DOES_NOT_END = 1000;

    private static final Duration LONGEST_END = Duration.ofSeconds(90);

    /// Runs it, with a line for each part as it is done.
    public FuzzReport run(PrintStream out) throws IOException, InterruptedException {
        final List<FuzzReport.Line> lines = new ArrayList<>();
        final long begun = System.nanoTime();
        for (int p = 0; p < parts.size(); p++) {
            final double left = minutes * 60 - (System.nanoTime() - begun) / 1e9;
            if (left < 1) break;
            final FuzzReport.Line line = fuzz(parts.get(p), left / (parts.size() - p));
            lines.add(line);
            out.println(line);
        }
        return new FuzzReport(this, lines);
    }

    private FuzzReport.Line fuzz(Part part, double seconds) throws IOException, InterruptedException {
        Tally tally = Tally.NOTHING;
        int processes = 0;
        final long begun = System.nanoTime();
        double used = 0;
        while (used < seconds && tally.inputs() < inputs) {
            final Path scratch = scratch();
            try {
                final Worker.Order order = new Worker.Order(
                        part,
                        scratch,
                        folder.resolve("finds"),
                        seed + processes,
                        inputs - tally.inputs(),
                        Math.max(1, Math.round(seconds - used)));
                final int code = exitCode(order);
                processes++;
                tally = tally.and(Worker.tally(scratch));
                if (code == Worker.UNABLE)
                    throw new IllegalStateException("the fuzzer itself failed at " + part.label() + ":\n"
                            + Files.readString(scratch.resolve("output")));
                if (code != 0 && code != Worker.STUCK) {
                    final Finds died = new Finds(folder.resolve("finds"), part.label());
                    died.add(
                            Worker.lastInput(scratch),
                            code == DOES_NOT_END ? "process does not end" : "process ended with " + code,
                            "");
                    tally = tally.and(new Tally(1, java.util.Map.of(), died.counts(), 0, 0, 0, 0));
                }
            } finally {
                Utils.delete(scratch.toFile());
            }
            used = (System.nanoTime() - begun) / 1e9;
        }
        return new FuzzReport.Line(part, tally, used, processes);
    }

    private int exitCode(Worker.Order order) throws IOException, InterruptedException {
        final Process process = new ProcessBuilder(engine.command(order, throughReaders))
                .redirectErrorStream(true)
                .redirectOutput(order.folder().resolve("output").toFile())
                .start();
        try {
            return process.waitFor(order.seconds() + LONGEST_END.toSeconds(), TimeUnit.SECONDS)
                    ? process.exitValue()
                    : DOES_NOT_END;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /// In memory where the system has such a folder.
    private static Path scratch() throws IOException {
        final Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "fluxwatch-fuzz")
                : Files.createTempDirectory("fluxwatch-fuzz");
    }
}
