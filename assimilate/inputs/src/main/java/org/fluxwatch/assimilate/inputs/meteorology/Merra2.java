package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct;
import org.fluxwatch.assimilate.inputs.SaneRange;
import org.fluxwatch.assimilate.inputs.meteorology.CellWeights.Targets;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.settings.InputSettings.MeteorologySettings;

/// NASA's reanalysis MERRA-2 on its model levels: `M2I3NVASM` every three hours, and hourly means of `M2T1NXFLX`, which
/// stand at the half hour.
///
/// The 72 layers are stored top first. Their edges are the surface pressure less the thicknesses `DELP` of the layers
/// below: the same as from the top's 1 Pa down, without reading the layers above the model. Winds are to the
/// east and north, where all else is; `HFLUX` is positive upwards.
///
/// Source: Bosilovich, Lucchesi and Suarez (2016), MERRA-2: File Specification, GMAO Office Note 9.
public final class Merra2 implements MeteorologyProduct {
    private static final List<FilePattern> PROFILE_FILES = List.of(Merra2Collection.PROFILES.files());
    private static final List<FilePattern> SURFACE_FILES = List.of(Merra2Collection.SURFACE.files());

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private static final Field U = Field.of(SaneRange.WIND, "U");
    private static final Field V = Field.of(SaneRange.WIND, "V");
    private static final Field T = Field.of(SaneRange.TEMPERATURE, "T");
    private static final Field QV = Field.of(SaneRange.SPECIFIC_HUMIDITY, "QV");
    private static final Field PS = Field.of(SaneRange.SURFACE_PRESSURE, "PS");
    private static final Field DELP = Field.of(new SaneRange("thickness of a layer", "Pa", 0.1, 20_000), "DELP");
    private static final Field PBLH = Field.of(SaneRange.BOUNDARY_LAYER_HEIGHT, "PBLH");
    private static final Field USTAR = Field.of(SaneRange.FRICTION_VELOCITY, "USTAR");
    private static final Field HFLUX = Field.of(SaneRange.SENSIBLE_HEAT_FLUX, "HFLUX");
    private static final List<Field> PROFILE = List.of(U, V, T, QV, PS, DELP);
    private static final List<Field> SURFACE = List.of(PBLH, USTAR, HFLUX);

    private final SigmaLevels levels;
    private final int cells;
    private final Path folder;
    private final CellWeights weights;
    private final TimedFiles profileFiles;
    private final TimedFiles surfaceFiles;
    private final Optional<MeteorologyFetch> fetch;
    private final NumericsPool pool;

    /// Layers that the last step needed, to read as many at once; the next finds out for itself.
    private volatile int likelyLayers = 48;

    /// @param fetch gets files that are not there
    /// @param pool reads layers and puts columns together
    public Merra2(
            Grid grid,
            SigmaLevels levels,
            MeteorologySettings settings,
            Optional<MeteorologyFetch> fetch,
            NumericsPool pool) {
        this.levels = levels;
        cells = grid.cells();
        this.folder = settings.folder();
        this.fetch = fetch;
        this.pool = pool;
        weights = new CellWeights(grid);
        final List<FilePattern> own = FilePattern.of(settings.files(), FILES_SETTING);
        profileFiles = new TimedFiles(folder, own.isEmpty() ? PROFILE_FILES : own, PROFILE);
        surfaceFiles = new TimedFiles(folder, own.isEmpty() ? SURFACE_FILES : own, SURFACE);
    }

    @Override
    public NavigableSet<Instant> profileSteps(Instant from, Instant to) {
        return profileFiles.steps(from, to, profileInterval(), PROFILE);
    }

    @Override
    public NavigableSet<Instant> surfaceSteps(Instant from, Instant to) {
        return surfaceFiles.steps(from, to, surfaceInterval(), SURFACE);
    }

    @Override
    public Duration profileInterval() {
        return Duration.ofHours(3);
    }

    @Override
    public Duration surfaceInterval() {
        return Duration.ofHours(1);
    }

    @Override
    public Profiles profiles(Instant step) {
        try (StepFields fields = new StepFields(step, profileFiles.at(step, PROFILE), weights)) {
            final float[] surfacePa = fields.field(PS, Targets.ALL).only();
            final float[][] thicknessPa = thicknesses(fields.field(DELP, Targets.ALL), surfacePa);
            final List<SourceField> read = List.of(
                    fields.field(U, Targets.FACES),
                    fields.field(V, Targets.FACES),
                    fields.field(T, Targets.CELLS),
                    fields.field(QV, Targets.CELLS));
            read.forEach(Merra2::requireDownwards);
            final int layers = thicknessPa.length;
            final float[][][] values = new float[read.size()][layers][];
            pool.forEach(
                    read.size() * layers,
                    (n, _) -> values[n / layers][n % layers] = layer(read.get(n / layers), n % layers));
            return new Columns(levels, cells, surfacePa, read.getFirst().turn(), pool)
                    .ofLayers(edges(surfacePa, thicknessPa), values[0], values[1], values[2], values[3]);
        }
    }

    /// Means of the layer that is the n-th above the ground.
    private static float[] layer(SourceField field, int n) {
        return field.level(field.nLevels() - 1 - n);
    }

    /// Of all layers that reach below the model's top somewhere, the ground's first `[layer][target]`, Pa.
    private float[][] thicknesses(SourceField field, float[] surfacePa) {
        requireDownwards(field);
        final double[] edgePa = new double[surfacePa.length];
        for (int t = 0; t < edgePa.length; t++) edgePa[t] = surfacePa[t];
        final float[][] thicknessPa = new float[field.nLevels()][];
        int there = 0;
        for (int n = 0; n < thicknessPa.length; n++) {
            if (n == there) {
                final int next = Math.min(thicknessPa.length, n == 0 ? likelyLayers : n + 4);
                final int first = n;
                pool.forEach(next - first, (l, _) -> thicknessPa[first + l] = layer(field, first + l));
                there = next;
            }
            double highest = 0;
            for (int t = 0; t < edgePa.length; t++) {
                edgePa[t] -= thicknessPa[n][t];
                highest = Math.max(highest, edgePa[t]);
            }
            if (highest <= levels.topPa()) {
                likelyLayers = n + 1;
                return Arrays.copyOf(thicknessPa, n + 1);
            }
        }
        throw field.wrong("has layers up to " + Arrays.stream(edgePa).max().orElse(0)
                + " Pa, expected up to the model's" + " top at " + levels.topPa() + " Pa");
    }

    private static Columns.Edges edges(float[] surfacePa, float[][] thicknessPa) {
        return (target, edgesPa) -> {
            edgesPa[0] = surfacePa[target];
            for (int n = 0; n < thicknessPa.length; n++) edgesPa[n + 1] = edgesPa[n] - thicknessPa[n][target];
        };
    }

    /// A part of the layers may be there. If it is not the lower one, its thicknesses do not reach the model's top.
    private static void requireDownwards(SourceField field) {
        final GridVariable axis = field.variable()
                .levels()
                .orElseThrow(() -> field.wrong("has no levels with numbers, expected the dimension lev"));
        final double[] numbers = axis.doubles();
        for (int l = 1; l < numbers.length; l++)
            if (numbers[l] != numbers[l - 1] + 1)
                throw axis.wrong("is " + numbers[l] + " after " + numbers[l - 1]
                        + ", expected layers numbered downwards, one after the other");
    }

    @Override
    public Surface surface(Instant step) {
        try (StepFields fields = new StepFields(step, surfaceFiles.at(step, SURFACE), weights)) {
            return new Surface(
                    fields.field(PBLH).only(),
                    fields.field(USTAR).only(),
                    fields.field(HFLUX).only());
        }
    }

    @Override
    public String expected(Instant from, Instant to) {
        final long step = profileInterval().toSeconds();
        return profileFiles.expected(
                Instant.ofEpochSecond(Math.floorDiv(from.getEpochSecond(), step) * step),
                Instant.ofEpochSecond(Math.ceilDiv(to.getEpochSecond(), step) * step),
                PROFILE);
    }

    @Override
    public String expectedSurface(Instant from, Instant to) {
        return surfaceFiles.expected(from.minus(HALF_HOUR), to.plus(HALF_HOUR), SURFACE);
    }

    /// The first midnight also needs the last half hour of the day before.
    @Override
    public List<String> fetching(Instant from, Instant to) {
        final LocalDate before = dayOf(from.minus(HALF_HOUR));
        final boolean isThere = new WantedFile(before, Merra2Collection.SURFACE).isIn(folder);
        return fetch.map(archive -> archive.want(isThere ? dayOf(from) : before, dayOf(to)))
                .orElse(List.of());
    }

    private static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    @Override
    public String description(LocalDate day) {
        return "MERRA-2 (M2I3NVASM, M2T1NXFLX): " + profileFiles.names(day, PROFILE) + ", "
                + surfaceFiles.names(day, SURFACE);
    }
}
