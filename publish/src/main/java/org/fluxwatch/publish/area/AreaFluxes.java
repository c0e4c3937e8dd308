package org.fluxwatch.publish.area;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.publish.series.Flux;

/// Totals of an area out of the gridded fields of files, of which only the area's cells are read.
public final class AreaFluxes {
    /// TgC a day of 1 µmol m-2 s-1 on 1 m²: 12.011 g of carbon a mole, 86,400 s.
    static final double TGC_PER_DAY = 12.011e-12 * 1e-6 * 86_400;

    /// TgC per day; of a mm² with the fill value there are more.
    private static final double BEYOND = 1e12;

    private final GridFields fields;

    public AreaFluxes(GridFields fields) {
        this.fields = fields;
    }

    /// The files of a period.
    ///
    /// @param own that of its fields
    /// @param members that of its members; need not be there
    public record Files(Path own, Path members) {}

    /// Which fields are the parts of a flux; one that a file lacks is not known.
    public record Names(String prior, String analysis, String fossil, String fire) {
        public static final Names FILTER = new Names("flux_prior", "flux_analysis", "flux_fossil", "flux_fire");

        /// Fire is in what the inversion calls natural.
        public static final Names INVERSION =
                new Names("flux_natural_prior", "flux_natural_posterior", "flux_fossil", "flux_fire");
    }

    /// @param revision of the analysis
    /// @param flux TgC per day
    /// @param members natural flux with observations by member, TgC per day `[N]`; empty where not known
    public record Totals(int revision, Flux flux, double[] members) {}

    /// By file; empty where it is damaged or on another grid.
    ///
    /// @param grid that the fields are on
    public List<Optional<Totals>> of(CellWeights area, Grid grid, Names names, List<Files> files) throws IOException {
        return fields.each(files, some -> {
            final List<Optional<Totals>> totals = new ArrayList<>();
            try (Arena arena = Arena.ofConfined()) {
                final Buffers buffers = new Buffers(arena);
                for (Files file : some) totals.add(read(area, grid, names, file, buffers));
            }
            return totals;
        });
    }

    /// @param days that the means are over
    /// @param dayLines these with their revisions, a line each
    /// @param members means, TgC per day `[N]`
    public record MonthTotals(int days, String dayLines, double[] members) {}

    /// Members' means over months, by file; empty where it has none.
    ///
    /// @param name of the field
    public List<Optional<MonthTotals>> months(CellWeights area, Grid grid, String name, List<Path> files)
            throws IOException {
        return fields.each(files, some -> {
            final List<Optional<MonthTotals>> totals = new ArrayList<>();
            try (Arena arena = Arena.ofConfined()) {
                final Buffers buffers = new Buffers(arena);
                for (Path file : some)
                    totals.add(fields.read(file, grid, (found, channel) -> {
                                final Optional<FluxGrid.Field> field = found.withMembers(name);
                                return new MonthTotals(
                                        found.days(),
                                        found.dayLines(),
                                        field.isEmpty() ? new double[0] : sums(area, field.get(), channel, buffers));
                            })
                            .filter(month -> month.members.length > 0));
            }
            return totals;
        });
    }

    private record Own(Flux flux, int revision) {}

    private Optional<Totals> read(CellWeights area, Grid grid, Names names, Files files, Buffers buffers)
            throws IOException {
        final Optional<Own> own = fields.read(
                files.own,
                grid,
                (found, channel) -> new Own(
                        new Flux(
                                total(area, found, names.prior, channel, buffers),
                                total(area, found, names.analysis, channel, buffers),
                                total(area, found, names.fossil, channel, buffers),
                                total(area, found, names.fire, channel, buffers)),
                        found.revision()));
        if (own.isEmpty()) return Optional.empty();
        final Optional<double[]> members = fields.read(files.members, grid, (found, channel) -> {
            final Optional<FluxGrid.Field> field = found.withMembers(names.analysis);
            // between two renames they may be of another revision
            return field.isEmpty() || found.revision() != own.get().revision
                    ? new double[0]
                    : sums(area, field.get(), channel, buffers);
        });
        return Optional.of(new Totals(own.get().revision, own.get().flux, members.orElse(new double[0])));
    }

    private static double total(CellWeights area, FluxGrid own, String name, FileChannel channel, Buffers buffers)
            throws IOException {
        final Optional<FluxGrid.Field> field = own.field(name);
        return field.isEmpty() ? Double.NaN : sums(area, field.get(), channel, buffers)[0];
    }

    /// Σ over the area's cells of a field, TgC per day `[members]`; NaN where a cell has no value.
    private static double[] sums(CellWeights area, FluxGrid.Field field, FileChannel channel, Buffers buffers)
            throws IOException {
        final int members = field.members();
        final double[] sums = new double[members];
        for (CellWeights.Run run : members == 1 ? area.spans() : area.runs()) {
            final float[] values = buffers.read(
                    channel, field.offset() + (long) Float.BYTES * members * run.first(), run.length() * members);
            add(sums, values, area, run);
        }
        // the fill value is so great that any part of a cell brings it beyond all fluxes
        for (int n = 0; n < members; n++) if (!(Math.abs(sums[n]) < BEYOND)) sums[n] = Double.NaN;
        return sums;
    }

    /// Four cells at a time and without a branch, so that the loop over members is worth its begin.
    private static void add(double[] sums, float[] values, CellWeights area, CellWeights.Run run) {
        final int members = sums.length;
        final int[] cells = area.cells();
        final double[] weights = area.squareMetres();
        int n = run.from();
        for (; n + 4 <= run.to(); n += 4)
            add(
                    sums,
                    values,
                    (cells[n] - run.first()) * members,
                    (cells[n + 1] - run.first()) * members,
                    (cells[n + 2] - run.first()) * members,
                    (cells[n + 3] - run.first()) * members,
                    weights,
                    n);
        for (; n < run.to(); n++) {
            final int at = (cells[n] - run.first()) * members;
            final double weight = weights[n] * TGC_PER_DAY;
            for (int m = 0; m < members; m++) sums[m] += weight * values[at + m];
        }
    }

    private static void add(
            double[] sums, float[] values, int at0, int at1, int at2, int at3, double[] weights, int first) {
        final double w0 = weights[first] * TGC_PER_DAY;
        final double w1 = weights[first + 1] * TGC_PER_DAY;
        final double w2 = weights[first + 2] * TGC_PER_DAY;
        final double w3 = weights[first + 3] * TGC_PER_DAY;
        for (int m = 0; m < sums.length; m++)
            sums[m] += w0 * values[at0 + m] + w1 * values[at1 + m] + w2 * values[at2 + m] + w3 * values[at3 + m];
    }

    /// What a thread reads into.
    private static final class Buffers {
        private final Arena arena;
        private ByteBuffer bytes = ByteBuffer.allocate(0);
        private float[] values = new float[0];

        Buffers(Arena arena) {
            this.arena = arena;
        }

        /// @return its first `count` values are those read
        float[] read(FileChannel channel, long offset, int count) throws IOException {
            if (values.length < count) {
                bytes = arena.allocate((long) Float.BYTES * count, Float.BYTES).asByteBuffer();
                values = new float[count];
            }
            bytes.clear().limit(Float.BYTES * count);
            GridFields.fill(channel, bytes, offset);
            bytes.asFloatBuffer().get(values, 0, count);
            return values;
        }
    }
}
