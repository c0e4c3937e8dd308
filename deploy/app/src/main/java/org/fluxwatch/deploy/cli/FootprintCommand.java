package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxwatch.assimilate.inputs.footprint.FootprintFile;
import org.fluxwatch.deploy.footprint.SourceReceptor;
import org.fluxwatch.deploy.footprint.SourceReceptorFile;
import org.fluxwatch.deploy.footprint.SourceReceptorPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A footprint as a CF netCDF file and a map.
@Command(
        name = "footprint",
        mixinStandardHelpOptions = true,
        description = {
            "Write one footprint of a file of NAME, FLEXPART or STILT as footprint.nc (CF) and footprint.html (a map):",
            "what an observation answers to surface fluxes before it."
        })
final class FootprintCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--release", paramLabel = "N", defaultValue = "1", description = "Which of the file's, from 1.")
    private int release;

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to write.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logs.to(Level.WARN, null);
        final FootprintFile footprints = FootprintFile.of(file);
        final int releases = footprints.releases().size();
        if (release < 1 || release > releases)
            throw new ParameterException(
                    spec.commandLine(),
                    "--release is " + release + ", expected 1 to " + releases + ", those of " + file);
        final SourceReceptor row = SourceReceptor.of(footprints, footprints.read(release - 1));
        Files.createDirectories(folder);
        final Path data = folder.resolve("footprint.nc");
        final Path map = folder.resolve("footprint.html");
        SourceReceptorFile.write(row, data);
        Files.writeString(map, SourceReceptorPage.of(row));
        final PrintWriter out = spec.commandLine().getOut();
        out.println(row.source() + "; " + footprints.header().cells() + "; " + releases + " releases");
        out.println(String.format(
                Locale.ROOT,
                "release %d, %s to %s at %.4f N %.4f E: %.6g ppm for 1 umol m-2 s-1 everywhere, %.1f %% of it of known hours",
                release,
                row.from(),
                row.to(),
                row.latitude(),
                row.longitude(),
                row.sum(),
                100 * row.resolvedShare()));
        out.println(data);
        out.println(map);
        out.flush();
        return 0;
    }
}
