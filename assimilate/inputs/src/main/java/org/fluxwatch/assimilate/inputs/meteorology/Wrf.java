package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct;
import org.fluxwatch.assimilate.inputs.SaneRange;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.text.Messages;
import org.jspecify.annotations.Nullable;

/// The output of WRF-ARW, one or several times in a file.
/// ```
/// T = (T + 300 K) ((P + PB) / 10⁵ Pa)^(2/7)
/// q = r / (1 + r)
/// ```
/// Edges of layers are those of [LayerEdges#weighed] by `C3F` and `C4F` (without hybrid layers `ZNW` and 0): they hold
/// the mass that WRF's winds carry. `P + PB` is not hydrostatic and lies some 10 Pa off.
///
/// Winds are those on the faces, as WRF has them.
public final class Wrf implements MeteorologyProduct {
    private static final List<String> PATTERNS = List.of("wrfout_d01_*", "WRFOUT_d01_*");
    private static final List<String> PROFILES =
            List.of("U", "V", "T", "P", "PB", "QVAPOR", "MU", "MUB", "P_TOP", "PSFC");
    private static final List<String> EDGES = List.of("ZNW", "C3F", "C4F");
    private static final List<String> SURFACE = List.of("PBLH", "UST", "HFX");

    /// Potential temperature that T is counted from, K.
    private static final float BASE_K = 300;

    /// Gas constant over heat capacity of dry air, in WRF.
    private static final double KAPPA = 2.0 / 7;

    private static final double REFERENCE_PA = 1e5;

    /// Between PSFC and the weight of the column, Pa; cloud and rain are not weighed.
    private static final double WEIGHT_PA = 500;

    private final Grid grid;
    private final SigmaLevels levels;
    private final StepFiles<WrfHeader> files;
    private @Nullable Known known;

    /// @param source the points of the masses, the same in all files
    private record Known(ProjectedGrid source, StaggeredRegrid regrid) {
        /// A field of the masses, in the window that is needed.
        float[] field(FieldReader<WrfHeader> reader, String name, String units) {
            return reader.field(name, source.nx(), source.ny(), regrid.masses(), units);
        }
    }

    /// @param files name patterns; empty: wrfout_d01_*, WRFOUT_d01_*
    public Wrf(Grid grid, SigmaLevels levels, Path folder, List<String> files) {
        this.grid = grid;
        this.levels = levels;
        this.files = new StepFiles<>(
                folder,
                FilePattern.of(files.isEmpty() ? PATTERNS : files, FILES_SETTING),
                Stream.of(PROFILES, SURFACE, EDGES).flatMap(List::stream).collect(Collectors.toSet()),
                WrfHeader::of);
    }

    @Override
    public NavigableSet<Instant> profileSteps(Instant from, Instant to) {
        return files.steps(PROFILES, from, to);
    }

    @Override
    public NavigableSet<Instant> surfaceSteps(Instant from, Instant to) {
        return files.steps(SURFACE, from, to);
    }

    @Override
    public Duration profileInterval() {
        return files.interval("U");
    }

    @Override
    public Duration surfaceInterval() {
        return files.interval("PBLH");
    }

    @Override
    public Profiles profiles(Instant step) {
        try (FieldReader<WrfHeader> reader = new FieldReader<>(files, step)) {
            try {
                return profiles(reader);
            } catch (IllegalArgumentException e) {
                throw reader.wrong("MU", Messages.of(e));
            }
        }
    }

    private Profiles profiles(FieldReader<WrfHeader> reader) {
        final WrfHeader header = reader.at("U").header();
        for (String name : PROFILES) known(reader, name);
        final ProjectedGrid source = known(reader, "U").source();
        final StaggeredRegrid weights = known(reader, "U").regrid();
        final int nx = source.nx();
        final int ny = source.ny();
        final int layers = header.nLayers();
        final Window masses = weights.masses();
        final float[][] mixingRatio = reader.layers("QVAPOR", layers, nx, ny, masses, "kg kg-1");
        final float[] surfacePa = reader.field("PSFC", nx, ny, masses, "Pa");
        final double[][] edges = edges(reader, header, mixingRatio, surfacePa);
        final Profiles profiles = weights.profiles(
                surfacePa,
                edges,
                temperature(reader, layers, masses),
                Mcip.specific(mixingRatio),
                reader.layers("U", layers, nx + 1, ny, weights.windsX(), "m s-1"),
                reader.layers("V", layers, nx, ny + 1, weights.windsY(), "m s-1"));
        reader.check(SaneRange.SURFACE_PRESSURE, profiles.surfacePressurePa(), "PSFC");
        reader.check(SaneRange.TEMPERATURE, profiles.temperatureK(), "T");
        reader.check(SaneRange.SPECIFIC_HUMIDITY, profiles.specificHumidity(), "QVAPOR");
        reader.check(SaneRange.WIND, profiles.winds().x(), "U");
        reader.check(SaneRange.WIND, profiles.winds().y(), "V");
        return profiles;
    }

    @Override
    public Surface surface(Instant step) {
        try (FieldReader<WrfHeader> reader = new FieldReader<>(files, step)) {
            final float[] height = surface(reader, "PBLH", "m");
            final float[] velocity = surface(reader, "UST", "m s-1");
            final float[] heat = surface(reader, "HFX", "W m-2");
            reader.check(SaneRange.BOUNDARY_LAYER_HEIGHT, height, "PBLH");
            reader.check(SaneRange.FRICTION_VELOCITY, velocity, "UST");
            reader.check(SaneRange.SENSIBLE_HEAT_FLUX, heat, "HFX");
            return new Surface(height, velocity, heat);
        }
    }

    private float[] surface(FieldReader<WrfHeader> reader, String name, String units) {
        final Known at = known(reader, name);
        return at.regrid().means(at.field(reader, name, units));
    }

    /// Weights, computed when a file first says where its points are; all files must agree.
    private synchronized Known known(FieldReader<WrfHeader> reader, String name) {
        final ProjectedGrid points = reader.at(name).header().grid();
        if (known != null && !known.source().matches(points))
            throw reader.wrong(
                    name, "variable " + name + " lies on " + points + ", expected as other files " + known.source());
        if (known == null)
            try {
                final int nx = points.nx();
                final int ny = points.ny();
                known = new Known(
                        points,
                        new StaggeredRegrid(
                                grid,
                                levels,
                                points,
                                points.from(-0.5, 0, nx + 1, ny),
                                points.from(0, -0.5, nx, ny + 1)));
            } catch (IllegalArgumentException e) {
                throw reader.wrong(name, "does not cover the model's domain: " + e.getMessage());
            }
        return known;
    }

    private float[][] temperature(FieldReader<WrfHeader> reader, int layers, Window masses) {
        final ProjectedGrid source = known(reader, "T").source();
        final int nx = source.nx();
        final int ny = source.ny();
        final float[][] theta = reader.layers("T", layers, nx, ny, masses, "K");
        final float[][] pressure = reader.layers("P", layers, nx, ny, masses, "Pa");
        final float[][] base = reader.layers("PB", layers, nx, ny, masses, "Pa");
        for (int k = 0; k < layers; k++)
            for (int at = 0; at < theta[k].length; at++) {
                final double pa = (double) pressure[k][at] + base[k][at];
                theta[k][at] = (float) ((theta[k][at] + BASE_K) * Math.pow(pa / REFERENCE_PA, KAPPA));
            }
        return theta;
    }

    /// Pressures of the layers' edges `[layers + 1][window]`.
    private double[][] edges(
            FieldReader<WrfHeader> reader, WrfHeader header, float[][] mixingRatio, float[] surfacePa) {
        final Known points = known(reader, "MU");
        final float[] perturbation = points.field(reader, "MU", "Pa");
        final float[] base = points.field(reader, "MUB", "Pa");
        final int edges = mixingRatio.length + 1;
        final double[] mass = new double[surfacePa.length];
        for (int at = 0; at < mass.length; at++) mass[at] = (double) perturbation[at] + base[at];
        final double[] share = profile(reader, header.hybrid() ? "C3F" : "ZNW", edges);
        final double[] offset = header.hybrid() ? profile(reader, "C4F", edges) : new double[edges];
        try {
            final double[][] weighed = LayerEdges.weighed(share, offset, reader.row("P_TOP")[0], mass, mixingRatio);
            checkWeight(weighed[0], surfacePa);
            return weighed;
        } catch (IllegalArgumentException e) {
            throw reader.wrong("MU", "by P_TOP, MU, MUB and QVAPOR " + e.getMessage());
        }
    }

    private static void checkWeight(double[] weight, float[] surfacePa) {
        for (int at = 0; at < weight.length; at++)
            if (!(Math.abs(weight[at] - surfacePa[at]) < WEIGHT_PA))
                throw new IllegalArgumentException("a column weighs " + weight[at] + " Pa, expected PSFC, "
                        + surfacePa[at] + " Pa, within " + WEIGHT_PA);
    }

    private static double[] profile(FieldReader<WrfHeader> reader, String name, int length) {
        final double[] values = reader.row(name);
        if (values.length != length)
            throw reader.variable(name).wrong("has " + values.length + " values, expected " + length);
        return values;
    }

    @Override
    public String expected(Instant from, Instant to) {
        return files + ", files of WRF with "
                + String.join(
                        ", ", Stream.concat(PROFILES.stream(), SURFACE.stream()).toList())
                + ", and ZNW or (where HYBRID_OPT is not 0) C3F, C4F, from " + from + " to " + to;
    }

    @Override
    public String description(LocalDate day) {
        return "WRF: " + files;
    }
}
