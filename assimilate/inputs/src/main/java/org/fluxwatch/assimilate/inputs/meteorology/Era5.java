package org.fluxwatch.assimilate.inputs.meteorology;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct;
import org.fluxwatch.assimilate.inputs.SaneRange;
import org.fluxwatch.assimilate.inputs.StepIndex.Step;
import org.fluxwatch.assimilate.inputs.meteorology.CellWeights.Targets;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.settings.InputSettings.MeteorologySettings;

/// ECMWF's reanalysis ERA5, hourly, from the Climate Data Store or MARS, in its old and new netCDF.
///
/// Profiles are on pressure levels or on model levels, whichever the files have. **Pressure levels** are points, linear
/// in pressure between; those below the model's ground, which ECMWF extrapolates, are left out, and from the lowest
/// above it down its value holds. **Model levels** are layers between half levels `a + b ps`; the file may lack those
/// above the model's top. Surface pressure is `sp`, or `exp(lnsp)`.
///
/// Heat flux, downward positive in ERA5, is `-ishf`; where that is not there, `sshf`: J m-2 gathered in the hour before
/// its time, so that `-sshf / 3600` is a mean that stands half an hour earlier, and the value at an hour is between
/// the two around it.
public final class Era5 implements MeteorologyProduct {
    private static final List<FilePattern> FILES = List.of(new FilePattern("*{yyyy}{MM}{dd}*.nc"));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final double HOUR_S = 3600;

    /// Furthest that the lowest pressure level may be above the ground: more would be a guess, Pa.
    private static final double LOWEST_ABOVE_GROUND_PA = 10_000;

    /// Packed values miss zero by the rounding of their packing.
    private static final float PACKING = 1e-3f;

    private static final Field U = Field.of(SaneRange.WIND, "u", "eastward_wind", "u_component_of_wind");
    private static final Field V = Field.of(SaneRange.WIND, "v", "northward_wind", "v_component_of_wind");
    private static final Field T = Field.of(SaneRange.TEMPERATURE, "t", "air_temperature", "temperature");
    private static final Field Q = Field.of(SaneRange.SPECIFIC_HUMIDITY, "q", "specific_humidity");
    private static final Field SP = Field.of(SaneRange.SURFACE_PRESSURE, "sp", "surface_pressure");
    private static final Field LNSP = Field.logarithmOf(SaneRange.SURFACE_PRESSURE, "lnsp");
    private static final Field BLH = Field.of(packed(SaneRange.BOUNDARY_LAYER_HEIGHT), "blh", "boundary_layer_height");
    private static final Field ZUST = Field.of(packed(SaneRange.FRICTION_VELOCITY), "zust", "friction_velocity");
    private static final Field ISHF =
            Field.of(SaneRange.SENSIBLE_HEAT_FLUX, "ishf", "instantaneous_surface_sensible_heat_flux");
    private static final Field SSHF = Field.of(
            new SaneRange(
                    "sensible heat of an hour",
                    "J m-2",
                    HOUR_S * SaneRange.SENSIBLE_HEAT_FLUX.least(),
                    HOUR_S * SaneRange.SENSIBLE_HEAT_FLUX.greatest()),
            "sshf",
            "surface_sensible_heat_flux");

    private static final List<Field> PROFILE = List.of(U, V, T, Q);
    private static final List<Field> SURFACE = List.of(BLH, ZUST);
    private static final List<Field> FIELDS = Stream.of(PROFILE, SURFACE, List.of(SP, LNSP, ISHF, SSHF))
            .flatMap(List::stream)
            .toList();

    private final SigmaLevels levels;
    private final int cells;
    private final CellWeights weights;
    private final TimedFiles files;
    private final NumericsPool pool;

    /// @param pool reads fields and puts columns together
    public Era5(Grid grid, SigmaLevels levels, MeteorologySettings settings, NumericsPool pool) {
        this.levels = levels;
        this.pool = pool;
        cells = grid.cells();
        weights = new CellWeights(grid);
        final List<FilePattern> own = FilePattern.of(settings.files(), FILES_SETTING);
        files = new TimedFiles(settings.folder(), own.isEmpty() ? FILES : own, FIELDS);
    }

    private static SaneRange packed(SaneRange range) {
        return new SaneRange(range.quantity(), range.units(), range.least() - PACKING, range.greatest());
    }

    @Override
    public NavigableSet<Instant> profileSteps(Instant from, Instant to) {
        final TreeSet<Instant> steps = new TreeSet<>();
        files.find(from.minus(HOUR), to.plus(HOUR)).forEach((time, there) -> {
            if (there.keySet().containsAll(PROFILE) && (there.containsKey(SP) || there.containsKey(LNSP)))
                steps.add(time);
        });
        return TimedFiles.around(from, to, steps);
    }

    @Override
    public NavigableSet<Instant> surfaceSteps(Instant from, Instant to) {
        final NavigableMap<Instant, Map<Field, Step<TimedFiles.Header>>> found =
                files.find(from.minus(HOUR), to.plus(HOUR.multipliedBy(2)));
        final TreeSet<Instant> steps = new TreeSet<>();
        found.forEach((time, there) -> {
            final boolean gathered = there.containsKey(SSHF)
                    && found.getOrDefault(time.plus(HOUR), Map.of()).containsKey(SSHF);
            if (there.keySet().containsAll(SURFACE) && (there.containsKey(ISHF) || gathered)) steps.add(time);
        });
        return TimedFiles.around(from, to, steps);
    }

    @Override
    public Duration profileInterval() {
        return HOUR;
    }

    @Override
    public Duration surfaceInterval() {
        return HOUR;
    }

    @Override
    public Profiles profiles(Instant step) {
        try (StepFields fields = new StepFields(step, files.at(step, PROFILE), weights)) {
            final float[] surfacePa = surfacePressure(step, fields);
            final List<SourceField> read = List.of(
                    fields.field(U, Targets.FACES),
                    fields.field(V, Targets.FACES),
                    fields.field(T, Targets.CELLS),
                    fields.field(Q, Targets.CELLS));
            final FileLevels axis = commonLevels(read);
            return axis.pressure() ? onPressureLevels(read, axis, surfacePa) : onModelLevels(read, axis, surfacePa);
        }
    }

    /// Of the cells, then the faces.
    private float[] surfacePressure(Instant step, StepFields fields) {
        if (fields.has(SP)) return fields.field(SP, Targets.ALL).only();
        if (!fields.has(LNSP)) files.at(step, List.of(SP));
        return fields.field(LNSP, Targets.ALL).level(0);
    }

    private static FileLevels commonLevels(List<SourceField> read) {
        final FileLevels first = FileLevels.of(read.getFirst());
        for (SourceField field : read) {
            final FileLevels other = FileLevels.of(field);
            if (other.pressure() != first.pressure() || !Arrays.equals(other.values(), first.values()))
                throw field.wrong("is on the levels " + Arrays.toString(other.values()) + ", expected those of "
                        + PROFILE.getFirst().name() + ", " + Arrays.toString(first.values()));
        }
        return first;
    }

    private Profiles onPressureLevels(List<SourceField> read, FileLevels axis, float[] surfacePa) {
        double highestGround = Double.MAX_VALUE;
        for (float pa : surfacePa) {
            highestGround = Math.min(highestGround, pa);
            if (pa - axis.fromGround(0) > LOWEST_ABOVE_GROUND_PA)
                throw read.getFirst()
                        .wrong("has its lowest level at " + axis.fromGround(0) + " Pa, expected at "
                                + (pa - LOWEST_ABOVE_GROUND_PA) + " Pa or below, for the ground is at " + pa + " Pa");
        }
        int count = 1;
        while (count < axis.count() && axis.fromGround(count - 1) > levels.topPa()) count++;
        final double needed = levels.middlePa(levels.nz() - 1, highestGround);
        if (axis.fromGround(count - 1) > needed)
            throw read.getFirst()
                    .wrong("has its highest level at " + axis.fromGround(count - 1) + " Pa, expected at " + needed
                            + " Pa or above, the middle of the model's highest layer");
        final double[] levelsPa = new double[count];
        for (int n = 0; n < count; n++) levelsPa[n] = axis.fromGround(n);
        final float[][][] values = values(read, axis, count);
        return new Columns(levels, cells, surfacePa, read.getFirst().turn(), pool)
                .ofPoints(levelsPa, values[0], values[1], values[2], values[3]);
    }

    private Profiles onModelLevels(List<SourceField> read, FileLevels axis, float[] surfacePa) {
        final HybridLevels hybrid = HybridLevels.of(read.getFirst().variable().variable());
        double greatest = 0;
        for (float pa : surfacePa) greatest = Math.max(greatest, pa);
        int lowest = 0;
        int number = hybrid.levels();
        for (; number > 0; number--) {
            if (lowest == axis.count() || axis.fromGround(lowest) != number)
                throw read.getFirst()
                        .wrong("has the levels " + Arrays.toString(axis.values()) + " but not level " + number
                                + ", expected all from " + hybrid.levels()
                                + " at the ground up to the model's top at "
                                + levels.topPa() + " Pa");
            lowest++;
            if (hybrid.halfPa(number - 1, greatest) <= levels.topPa()) break;
        }
        final int count = lowest;
        final Columns.Edges edges = (target, edgesPa) -> {
            for (int n = 0; n <= count; n++) edgesPa[n] = hybrid.halfPa(hybrid.levels() - n, surfacePa[target]);
        };
        final float[][][] values = values(read, axis, count);
        return new Columns(levels, cells, surfacePa, read.getFirst().turn(), pool)
                .ofLayers(edges, values[0], values[1], values[2], values[3]);
    }

    private float[][][] values(List<SourceField> read, FileLevels axis, int lowest) {
        final float[][][] values = new float[read.size()][][];
        pool.forEach(values.length, (f, _) -> values[f] = axis.read(read.get(f), lowest));
        return values;
    }

    @Override
    public Surface surface(Instant step) {
        try (StepFields fields = new StepFields(step, files.at(step, SURFACE), weights)) {
            return new Surface(
                    positive(fields.field(BLH).only()),
                    positive(fields.field(ZUST).only()),
                    fields.has(ISHF) ? scaled(fields.field(ISHF).only(), -1) : gathered(step, fields));
        }
    }

    private static float[] positive(float[] values) {
        for (int i = 0; i < values.length; i++) values[i] = Math.max(0, values[i]);
        return values;
    }

    private static float[] scaled(float[] values, double factor) {
        for (int i = 0; i < values.length; i++) values[i] = (float) (factor * values[i]);
        return values;
    }

    /// The mean of the hours before and after.
    private float[] gathered(Instant step, StepFields fields) {
        final Instant next = step.plus(HOUR);
        if (!fields.has(SSHF)) files.at(step, List.of(ISHF));
        final float[] before = fields.field(SSHF).only();
        try (StepFields later = new StepFields(next, files.at(next, List.of(SSHF)), weights)) {
            final float[] after = later.field(SSHF).only();
            for (int i = 0; i < before.length; i++) before[i] += after[i];
        }
        return scaled(before, -0.5 / HOUR_S);
    }

    @Override
    public String expected(Instant from, Instant to) {
        return files.expected(from, to, PROFILE) + ", and sp or lnsp";
    }

    @Override
    public String expectedSurface(Instant from, Instant to) {
        return files.expected(from, to, SURFACE) + ", and ishf, or sshf of this hour and the next";
    }

    @Override
    public String description(LocalDate day) {
        return "ERA5: " + files.names(day, FIELDS);
    }
}
