package org.fluxwatch.deploy.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.fluxwatch.assimilate.inversion.particles.FlowSpan;
import org.fluxwatch.assimilate.inversion.particles.ParticleRows;
import org.fluxwatch.assimilate.inversion.particles.Receptor;
import org.fluxwatch.assimilate.inversion.particles.Trace;
import org.fluxwatch.assimilate.inversion.ring.HourRing;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.assimilate.model.operator.StateOperator;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.HourAir;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Makes the footprint of a whole column of air ([ObservationOperator.WholeColumn]) in the winds of a domain: 20,000
/// particles, taken back from a place and a time.
public final class ColumnFootprint {
    private static final int PARTICLES = 20_000;
    private static final long SEED = 1;

    private final Grid grid;
    private final SigmaLevels levels;
    private final Meteorology meteorology;
    private final NumericsPool pool;

    /// @param row what the column answers to
    /// @param trace the same with what became of its particles
    public record Made(SourceReceptor row, Trace trace) {}

    /// @param meteorology on this grid and these levels
    /// @param pool threads that prepare the hours
    public ColumnFootprint(Grid grid, SigmaLevels levels, Meteorology meteorology, NumericsPool pool) {
        this.grid = grid;
        this.levels = levels;
        this.meteorology = meteorology;
        this.pool = pool;
    }

    /// Winds that are not there, a line each; empty: none.
    public List<String> missing(Instant time, int days) {
        return meteorology.missing(FlowSpan.firstHour(time, 24 * days), FlowSpan.lastHourEnd(time));
    }

    /// @param time of the column; taken to the nearest quarter of an hour
    /// @param days how far back
    /// @param folder for the prepared hours; made, and deleted in the end
    /// @param deletion told of what deletes the folder, for a process that is stopped meanwhile
    /// @throws IllegalArgumentException where the place lies outside the grid
    /// @throws org.fluxwatch.contract.netcdf.InputException where the winds cannot be used
    public Made at(
            double latitude, double longitude, Instant time, int days, Path folder, Consumer<AutoCloseable> deletion)
            throws IOException {
        if (grid.cellAt(latitude, longitude) < 0)
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s,%s lies outside the grid of %d x %d cells",
                    latitude,
                    longitude,
                    grid.nx(),
                    grid.ny()));
        final Receptor receptor = receptor(latitude, longitude, time);
        Files.createDirectories(folder);
        final Path hours = Files.createTempDirectory(folder, "footprint-");
        deletion.accept(() -> Utils.delete(hours.toFile()));
        try {
            final HourRing ring = new HourRing(
                    hours.resolve("hours.ring"), grid, levels, days + 2, meteorology.description(day(time)), pool);
            ring.prepare(meteorology, FlowSpan.firstHour(time, 24 * days), FlowSpan.lastHourEnd(time));
            final Trace trace = new ParticleRows(grid, levels, PARTICLES, 24 * days, SEED, pool)
                    .trace(List.of(receptor), ring)
                    .getFirst();
            final String source = String.format(
                    Locale.ROOT,
                    "fluxwatch: %d particles, %d days back, of a column with averaging kernel 1, in winds: %s",
                    trace.released(),
                    days,
                    meteorology.description(day(time)));
            return new Made(SourceReceptor.of(trace.row(), source, latitude, longitude, grid), trace);
        } finally {
            Utils.delete(hours.toFile());
        }
    }

    private Receptor receptor(double latitude, double longitude, Instant time) {
        final HourAir air = new HourAir(levels, meteorology.at(FlowSpan.lastHourEnd(time)));
        final String id = String.format(Locale.ROOT, "column at %.4f N %.4f E, %s", latitude, longitude, time);
        return new Receptor(
                id,
                time,
                new StateOperator(grid, levels).at(new ObservationOperator.WholeColumn(), latitude, longitude, air));
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
