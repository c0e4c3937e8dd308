package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/// All figures of the inversion beside their goals: how fast rows, algebra, lanes and a whole day are, and on
/// demand the known answers that take minutes.
public final class InversionSuite {
    /// So many that what the last of them keeps one of two threads waiting is little.
    private static final int ROWS = 24;

    private InversionSuite() {}

    /// @param folder for the ring of prepared hours, some 7 GB; null: a temporary one
    /// @param threads of the algebra and of the answers
    /// @param answers the known answers instead of the speed
    /// @return whether every answer keeps its threshold; speed is not judged by this, as it is the machine's too
    public static boolean run(Path folder, int threads, boolean answers, PrintWriter out) throws IOException {
        final Path used = folder == null ? Files.createTempDirectory("fluxwatch-inversion") : folder;
        Files.createDirectories(used);
        final List<Finding> findings = new ArrayList<>();
        out.println(Machine.name() + "; " + threads + " threads");
        out.flush();
        try {
            if (answers) {
                findings.addAll(InversionAnswers.run(threads, out));
                findings.addAll(ParticleAnswers.run(InversionAnswers.LEVELS, used, threads, out));
                findings.addAll(BackgroundAnswers.run(used, threads, out));
            } else {
                findings.addAll(InversionBench.run(used, ROWS, out));
                findings.addAll(SolveBench.run(threads, out));
                findings.addAll(BackgroundBench.run(threads, out));
                findings.addAll(InversionDayBench.run(used, threads, out));
            }
        } finally {
            if (folder == null) Utils.delete(used.toFile());
        }
        out.println();
        Finding.print(findings, out);
        return !answers || findings.stream().allMatch(Finding::passes);
    }
}
