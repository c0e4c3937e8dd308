package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
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

/// The meteorology of CMAQ, as MCIP writes it (I/O API, METCRO3D, METDOT3D, METCRO2D).
/// ```
/// q = r / (1 + r)      specific humidity; r mixing ratio QV, kg per kg dry air
/// ```
/// Edges of layers are those of [LayerEdges#throughMiddles].
///
/// Winds are those on the faces, UWINDC and VWINDC, where there are both, for their divergence is exact; else those at
/// the corners, UWIND and VWIND, each the mean of two.
public final class Mcip implements MeteorologyProduct {
    private static final List<String> PATTERNS = List.of("METCRO3D*", "METDOT3D*", "METCRO2D*");
    private static final List<String> MASSES = List.of("PRES", "TA", "QV", "PRSFC");
    private static final List<String> FACES = List.of("UWINDC", "VWINDC");
    private static final List<String> CORNERS = List.of("UWIND", "VWIND");
    private static final List<String> SURFACE = List.of("PBL", "USTAR", "HFX");

    private final Grid grid;
    private final SigmaLevels levels;
    private final StepFiles<IoApiHeader> files;
    private @Nullable ProjectedGrid source;
    private @Nullable StaggeredRegrid faces;
    private @Nullable StaggeredRegrid corners;

    /// @param files name patterns; empty: METCRO3D*, METDOT3D*, METCRO2D*
    public Mcip(Grid grid, SigmaLevels levels, Path folder, List<String> files) {
        this.grid = grid;
        this.levels = levels;
        this.files = new StepFiles<>(
                folder,
                FilePattern.of(files.isEmpty() ? PATTERNS : files, FILES_SETTING),
                Stream.of(MASSES, FACES, CORNERS, SURFACE).flatMap(List::stream).collect(Collectors.toSet()),
                IoApiHeader::of);
    }

    @Override
    public NavigableSet<Instant> profileSteps(Instant from, Instant to) {
        final NavigableSet<Instant> steps = files.steps(with(FACES), from, to);
        steps.addAll(files.steps(with(CORNERS), from, to));
        return steps;
    }

    private static List<String> with(List<String> winds) {
        return Stream.concat(MASSES.stream(), winds.stream()).toList();
    }

    @Override
    public NavigableSet<Instant> surfaceSteps(Instant from, Instant to) {
        return files.steps(SURFACE, from, to);
    }

    @Override
    public Duration profileInterval() {
        return files.interval("PRES");
    }

    @Override
    public Duration surfaceInterval() {
        return files.interval("PBL");
    }

    @Override
    public Profiles profiles(Instant step) {
        try (FieldReader<IoApiHeader> reader = new FieldReader<>(files, step)) {
            try {
                return profiles(reader);
            } catch (IllegalArgumentException e) {
                throw reader.wrong("PRES", Messages.of(e));
            }
        }
    }

    private Profiles profiles(FieldReader<IoApiHeader> reader) {
        final boolean onFaces = FACES.stream().allMatch(reader::has);
        final List<String> winds = onFaces ? FACES : CORNERS;
        final IoApiHeader header = reader.at("PRES").header();
        final StaggeredRegrid regrid = regrid(reader, "PRES", onFaces);
        for (String mass : MASSES) source(reader, mass);
        final ProjectedGrid points = source(reader, "PRES");
        for (String wind : winds) checkCorners(reader, points, wind);
        final int nx = points.nx();
        final int ny = points.ny();
        final int layers = header.layerEdges().length - 1;
        final Window masses = regrid.masses();
        final float[] surfacePa = reader.field("PRSFC", nx, ny, masses, "Pa");
        final Profiles profiles = regrid.profiles(
                surfacePa,
                edges(reader, header, surfacePa, reader.layers("PRES", layers, nx, ny, masses, "Pa")),
                reader.layers("TA", layers, nx, ny, masses, "K"),
                specific(reader.layers("QV", layers, nx, ny, masses, "kg kg-1")),
                reader.layers(winds.getFirst(), layers, nx + 1, ny + 1, regrid.windsX(), "m s-1"),
                reader.layers(winds.getLast(), layers, nx + 1, ny + 1, regrid.windsY(), "m s-1"));
        reader.check(SaneRange.SURFACE_PRESSURE, profiles.surfacePressurePa(), "PRSFC");
        reader.check(SaneRange.TEMPERATURE, profiles.temperatureK(), "TA");
        reader.check(SaneRange.SPECIFIC_HUMIDITY, profiles.specificHumidity(), "QV");
        reader.check(SaneRange.WIND, profiles.winds().x(), winds.getFirst());
        reader.check(SaneRange.WIND, profiles.winds().y(), winds.getLast());
        return profiles;
    }

    @Override
    public Surface surface(Instant step) {
        try (FieldReader<IoApiHeader> reader = new FieldReader<>(files, step)) {
            final StaggeredRegrid regrid = regrid(reader, "PBL", true);
            final float[] height = surface(reader, regrid, "PBL", "m");
            final float[] velocity = surface(reader, regrid, "USTAR", "m s-1");
            final float[] heat = surface(reader, regrid, "HFX", "W m-2");
            reader.check(SaneRange.BOUNDARY_LAYER_HEIGHT, height, "PBL");
            reader.check(SaneRange.FRICTION_VELOCITY, velocity, "USTAR");
            reader.check(SaneRange.SENSIBLE_HEAT_FLUX, heat, "HFX");
            return new Surface(height, velocity, heat);
        }
    }

    private float[] surface(FieldReader<IoApiHeader> reader, StaggeredRegrid regrid, String name, String units) {
        final ProjectedGrid points = source(reader, name);
        return regrid.means(reader.field(name, points.nx(), points.ny(), regrid.masses(), units));
    }

    /// Weights by where the winds are, computed when a file first says where that is.
    private synchronized StaggeredRegrid regrid(FieldReader<IoApiHeader> reader, String name, boolean onFaces) {
        final ProjectedGrid points = source(reader, name);
        final int nx = points.nx();
        final int ny = points.ny();
        try {
            if (onFaces) {
                if (faces == null)
                    faces = new StaggeredRegrid(
                            grid, levels, points, points.from(-0.5, 0, nx + 1, ny), points.from(0, -0.5, nx, ny + 1));
                return faces;
            }
            if (corners == null) {
                final ProjectedGrid dots = points.from(-0.5, -0.5, nx + 1, ny + 1);
                corners = new StaggeredRegrid(grid, levels, points, dots, dots);
            }
            return corners;
        } catch (IllegalArgumentException e) {
            throw reader.wrong(name, "does not cover the model's domain: " + e.getMessage());
        }
    }

    /// The points of the masses, the same in all files.
    private synchronized ProjectedGrid source(FieldReader<IoApiHeader> reader, String name) {
        final ProjectedGrid points = reader.at(name).header().grid().orElseThrow();
        if (source == null) source = points;
        if (!source.matches(points))
            throw reader.wrong(name, "variable " + name + " lies on " + points + ", expected as other files " + source);
        return source;
    }

    private static void checkCorners(FieldReader<IoApiHeader> reader, ProjectedGrid masses, String name) {
        final ProjectedGrid points = reader.at(name).header().grid().orElseThrow();
        final ProjectedGrid dots = masses.from(-0.5, -0.5, masses.nx() + 1, masses.ny() + 1);
        if (!dots.matches(points))
            throw reader.wrong(
                    name, "variable " + name + " lies on " + points + ", expected the cells' corners " + dots);
    }

    /// Pressures of the layers' edges `[layers + 1][window]`.
    private static double[][] edges(
            FieldReader<IoApiHeader> reader, IoApiHeader header, float[] surfacePa, float[][] middlePa) {
        checkLayers(reader, header);
        try {
            return LayerEdges.throughMiddles(header.layerEdges(), header.topPa(), surfacePa, middlePa);
        } catch (IllegalArgumentException e) {
            throw reader.wrong("PRES", "PRSFC, PRES and VGTOP do not fall: " + e.getMessage());
        }
    }

    private static void checkLayers(FieldReader<IoApiHeader> reader, IoApiHeader header) {
        final double[] s = header.layerEdges();
        boolean falling = s[0] == 1 && s[s.length - 1] >= 0;
        for (int k = 1; k < s.length; k++) falling &= s[k] < s[k - 1];
        if (!falling)
            throw reader.wrong(
                    "PRES", "the global attribute VGLVLS is " + Arrays.toString(s) + ", expected 1 falling to 0");
        switch (header.verticalType()) {
            case 1, 2, 7 -> {}
            default ->
                throw reader.wrong(
                        "PRES",
                        "the global attribute VGTYP is " + header.verticalType()
                                + ", expected 1, 2 (sigma of pressure) or 7 (eta of WRF)");
        }
    }

    /// In place, from kg per kg dry air to kg per kg moist air.
    static float[][] specific(float[][] mixingRatio) {
        for (float[] layer : mixingRatio) for (int at = 0; at < layer.length; at++) layer[at] /= 1 + layer[at];
        return mixingRatio;
    }

    @Override
    public String expected(Instant from, Instant to) {
        return files + ", I/O API files of MCIP with " + String.join(", ", MASSES) + ", "
                + String.join(", ", FACES) + " (or " + String.join(", ", CORNERS) + "), " + String.join(", ", SURFACE)
                + " from " + from + " to " + to;
    }

    @Override
    public String description(LocalDate day) {
        return "MCIP: " + files;
    }
}
