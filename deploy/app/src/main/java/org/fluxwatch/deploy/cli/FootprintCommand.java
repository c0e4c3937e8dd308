package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.inputs.footprint.FootprintFile;
import org.fluxwatch.assimilate.inputs.meteorology.FetchTally;
import org.fluxwatch.assimilate.inputs.meteorology.MeteorologyFetch;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.deploy.footprint.ColumnFootprint;
import org.fluxwatch.deploy.footprint.SourceReceptor;
import org.fluxwatch.deploy.footprint.SourceReceptorFile;
import org.fluxwatch.deploy.footprint.SourceReceptorPage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// A footprint as a CF netCDF file and a map.
@Command(
        name = "footprint",
        mixinStandardHelpOptions = true,
        description = {
            "Write a footprint, what an observation answers to surface fluxes before it, as footprint.nc (CF) and",
            "footprint.html (a map): of a file of NAME, FLEXPART or STILT, or of the column of air at a place and time",
            "(averaging kernel 1), made by particles that go back in the winds of a domain of the settings."
        })
final class FootprintCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Of of = new Of();

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to write.")
    private Path folder;

    @Mixin
    private SettingsOption settingsOption;

    @Spec
    private CommandSpec spec;

    /// A file's, or one to be made.
    static final class Of {
        @ArgGroup(exclusive = false)
        private @Nullable OfFile file;

        @ArgGroup(exclusive = false)
        private @Nullable OfColumn column;
    }

    static final class OfFile {
        @Parameters(paramLabel = "FILE")
        private Path path;

        @Option(names = "--release", paramLabel = "N", defaultValue = "1", description = "Which of the file's, from 1.")
        private int release;
    }

    static final class OfColumn {
        @Option(
                names = "--at",
                required = true,
                paramLabel = "LAT,LON",
                converter = Place.Converter.class,
                description = "Of the column, degrees north and east.")
        private Place place;

        @Option(
                names = "--time",
                required = true,
                paramLabel = "TIME",
                description = "Of the column, UTC, such as 2019-05-03T05:00:00Z.")
        private Instant time;

        @Option(
                names = "--domain",
                paramLabel = "NAME",
                description = "Whose winds and grid; needless where settings have one domain.")
        private @Nullable String domain;

        @Option(names = "--days", defaultValue = "20", description = "How far back (default ${DEFAULT-VALUE}).")
        private int days;
    }

    /// Degrees north and east.
    record Place(double latitude, double longitude) {
        static final class Converter implements ITypeConverter<Place> {
            @Override
            public Place convert(String text) {
                final String[] parts = text.split(",", -1);
                try {
                    final Place place = new Place(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
                    if (parts.length == 2
                            && Math.abs(place.latitude) <= 90
                            && place.longitude >= -180
                            && place.longitude < 360) return place;
                } catch (IndexOutOfBoundsException | NumberFormatException e) {
                    // told below, as numbers out of range are
                }
                throw new TypeConversionException(
                        "'" + text + "', expected degrees north and east with a comma between, such as 40.0,116.4");
            }
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.to(Level.WARN, null);
        if (of.file != null) write(of.file);
        else if (of.column != null) write(of.column);
        return 0;
    }

    private void write(OfFile chosen) throws IOException {
        final FootprintFile footprints = FootprintFile.of(chosen.path);
        final int releases = footprints.releases().size();
        if (chosen.release < 1 || chosen.release > releases)
            throw new ParameterException(
                    spec.commandLine(),
                    "--release is " + chosen.release + ", expected 1 to " + releases + ", those of " + chosen.path);
        final SourceReceptor row = SourceReceptor.of(footprints, footprints.read(chosen.release - 1));
        write(
                row,
                row.source() + "; " + footprints.header().cells() + "; " + releases + " releases",
                "release " + chosen.release);
    }

    private void write(OfColumn chosen) throws IOException, InterruptedException {
        final Settings settings = settingsOption.load();
        final String name = domain(settings, chosen.domain);
        final DomainSettings domain = settings.domain(name);
        if (chosen.days < 1 || chosen.days > 60)
            throw new SettingsException("--days is " + chosen.days + ", expected 1 to 60", null);
        if (domain.modelGrid().cellAt(chosen.place.latitude, chosen.place.longitude) < 0)
            throw new SettingsException(
                    String.format(
                            Locale.ROOT,
                            "--at is %s,%s, expected a place on the grid of domain %s",
                            chosen.place.latitude,
                            chosen.place.longitude,
                            name),
                    null);
        final Optional<MeteorologyFetch> fetch = domain.inputs().meteorology().fetch()
                ? Optional.of(
                        new MeteorologyFetch(settings.archive(), domain.inputs().meteorology(), FetchTally.NONE))
                : Optional.empty();
        try (NumericsPool pool =
                new NumericsPool(NumericsPool.orOnePerCore(settings.assimilate().threads()))) {
            final ColumnFootprint footprint = new ColumnFootprint(
                    domain.modelGrid(), domain.modelLevels(), ModelInputs.meteorology(domain, fetch, pool), pool);
            await(footprint, chosen, fetch.isPresent(), settings);
            final ColumnFootprint.Made made = footprint.at(
                    chosen.place.latitude,
                    chosen.place.longitude,
                    chosen.time,
                    chosen.days,
                    settings.dataFolder(),
                    UntilStopped::closeOnStop);
            write(
                    made.row(),
                    String.format(
                            Locale.ROOT,
                            "domain %s; %s; of its particles %d left the domain, %d were in it at the horizon, %d lost",
                            name,
                            made.row().source(),
                            made.trace().left(),
                            made.trace().atHorizon(),
                            made.trace().astray()),
                    "column");
        } finally {
            fetch.ifPresent(MeteorologyFetch::close);
        }
    }

    private static String domain(Settings settings, @Nullable String chosen) {
        final var names = settings.domains().keySet();
        if (chosen == null && names.size() == 1) return names.iterator().next();
        if (chosen == null || !names.contains(chosen))
            throw new SettingsException(
                    (chosen == null ? "--domain is not given" : "--domain is '" + chosen + "'") + ", expected one of "
                            + String.join(", ", names),
                    null);
        return chosen;
    }

    /// Waits for winds that are being fetched; others must be there.
    private void await(ColumnFootprint footprint, OfColumn chosen, boolean fetches, Settings settings)
            throws InterruptedException {
        String told = "";
        while (true) {
            final List<String> missing = footprint.missing(chosen.time, chosen.days);
            if (missing.isEmpty()) return;
            final String line = "the winds of " + chosen.days + " days to " + chosen.time + " are not all there: "
                    + missing.getFirst() + (missing.size() > 1 ? " (and " + (missing.size() - 1) + " more)" : "");
            if (!fetches) throw new IllegalStateException(line);
            if (!line.equals(told)) spec.commandLine().getErr().println("fluxwatch: " + line);
            told = line;
            Thread.sleep(settings.assimilate().lookAgain());
        }
    }

    private void write(SourceReceptor row, String first, String which) throws IOException {
        Files.createDirectories(folder);
        final Path data = folder.resolve("footprint.nc");
        final Path map = folder.resolve("footprint.html");
        SourceReceptorFile.write(row, data);
        Files.writeString(map, SourceReceptorPage.of(row));
        final PrintWriter out = spec.commandLine().getOut();
        out.println(first);
        out.println(String.format(
                Locale.ROOT,
                "%s, %s to %s at %.4f N %.4f E: %.6g ppm for 1 umol m-2 s-1 everywhere, %.1f %% of it of known hours",
                which,
                row.from(),
                row.to(),
                row.latitude(),
                row.longitude(),
                row.sum(),
                100 * row.resolvedShare()));
        out.println(data);
        out.println(map);
        out.flush();
    }
}
