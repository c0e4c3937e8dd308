package org.fluxwatch.deploy.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.fluxwatch.assimilate.parallel.NumericsPool;
import org.fluxwatch.deploy.bench.EnsrfBench;
import org.fluxwatch.deploy.bench.TransportBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// Benchmarks.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure a part, beside a copy of the ensemble in the same run.",
        synopsisSubcommandLabel = "(ensrf DIR | transport)")
final class BenchCommand {
    @Option(
            names = "--threads",
            defaultValue = "0",
            scope = ScopeType.INHERIT,
            description = "Threads of the numerics; 0: one per core.")
    private int threads;

    @Spec
    private CommandSpec spec;

    @Command(name = "ensrf", description = "The filter on a reference problem of ../shared/reference/ensrf.")
    void ensrf(@Parameters(paramLabel = "DIR", description = "Folder that generate.py wrote.") Path folder)
            throws IOException {
        EnsrfBench.run(
                folder, NumericsPool.orOnePerCore(threads), spec.commandLine().getOut());
    }

    @Command(name = "transport", description = "A model hour of the transport at JDAS's full size.")
    void transport(@Option(names = "--hours", defaultValue = "12", description = "Model hours measured.") int hours) {
        TransportBench.run(
                NumericsPool.orOnePerCore(threads), hours, spec.commandLine().getOut());
    }
}
