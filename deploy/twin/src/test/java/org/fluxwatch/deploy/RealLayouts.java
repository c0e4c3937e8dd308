package org.fluxwatch.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.inputs.SyntheticCo2;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inputs.SyntheticPriorFlux;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/// The invented world over East Asia as the files of real products would hold it: MERRA-2, CarbonTracker mole fractions
/// and fluxes. Names, dimensions, units and order of levels are theirs; they are classic netCDF.
public final class RealLayouts {
    public static final long SEED = 2019;
    private static final LatLonGrid PLACES = new LatLonGrid(79.5, 9.5, 1, 76, 53);
    private static final int LEVELS = 30;
    private static final float MERRA2_FILL = 1e15f;
    private static final float CARBONTRACKER_FILL = -1e34f;

    private RealLayouts() {}

    /// A day's file of each product.
    public static void writeDay(Path folder, LocalDate day) {
        merra2(folder.resolve("meteorology"), day);
        carbonTrackerCo2(folder.resolve("boundary"), day);
        carbonTrackerFluxes(folder.resolve("fluxes"), day);
    }

    private static SigmaLevels levels(double topPa) {
        final List<Double> edges = new ArrayList<>();
        for (int k = 0; k <= LEVELS; k++) edges.add(1 - Math.pow((double) k / LEVELS, 1.4));
        return new SigmaLevels(edges, topPa);
    }

    public static void merra2(Path folder, LocalDate day) {
        final SigmaLevels levels = levels(1);
        final SyntheticMeteorology weather = new SyntheticMeteorology(PLACES, levels, SEED);
        final int cells = PLACES.cells();
        final Map<String, float[]> columns = new LinkedHashMap<>();
        for (String name : List.of("U", "V", "T", "QV", "DELP")) columns.put(name, new float[8 * LEVELS * cells]);
        final float[] ps = new float[8 * cells];
        for (int t = 0; t < 8; t++) {
            final Meteorology.Fields fields = weather.at(midnight(day).plus(Duration.ofHours(3L * t)));
            final var winds = (Meteorology.Winds.AtCells) fields.winds();
            System.arraycopy(fields.surfacePressurePa(), 0, ps, t * cells, cells);
            for (int c = 0; c < cells; c++)
                for (int k = 0; k < LEVELS; k++) {
                    final int to = (t * LEVELS + LEVELS - 1 - k) * cells + c; // the first level is the top
                    final int from = c * LEVELS + k;
                    columns.get("U")[to] = winds.u()[from];
                    columns.get("V")[to] = winds.v()[from];
                    columns.get("T")[to] = fields.temperatureK()[from];
                    columns.get("QV")[to] = fields.specificHumidity()[from];
                    columns.get("DELP")[to] =
                            (float) (levels.thickness(k) * (fields.surfacePressurePa()[c] - levels.topPa()));
                }
        }
        final File assimilated =
                new File(folder.resolve("MERRA2_400.inst3_3d_asm_Nv." + compact(day) + ".nc4"), MERRA2_FILL);
        assimilated.axis("time", "minutes since " + day + " 00:00:00", steps(8, 0, 180));
        assimilated.axis("lev", "layer", steps(LEVELS, 1, 1));
        assimilated.places("lat", "lon");
        final Map<String, String> units = Map.of("U", "m s-1", "V", "m s-1", "T", "K", "QV", "kg kg-1", "DELP", "Pa");
        columns.forEach((name, values) -> assimilated.add(name, units.get(name), "time lev lat lon", values));
        assimilated.add("PS", "Pa", "time lat lon", ps);
        assimilated.write();

        final float[] depth = new float[24 * cells];
        final float[] friction = new float[24 * cells];
        final float[] heat = new float[24 * cells];
        for (int h = 0; h < 24; h++) {
            final Meteorology.Fields fields = weather.at(midnight(day).plus(Duration.ofMinutes(60L * h + 30)));
            System.arraycopy(fields.boundaryLayerHeightM(), 0, depth, h * cells, cells);
            System.arraycopy(fields.frictionVelocity(), 0, friction, h * cells, cells);
            System.arraycopy(fields.sensibleHeatFlux(), 0, heat, h * cells, cells);
        }
        final File surface =
                new File(folder.resolve("MERRA2_400.tavg1_2d_flx_Nx." + compact(day) + ".nc4"), MERRA2_FILL);
        surface.axis("time", "minutes since " + day + " 00:30:00", steps(24, 0, 60));
        surface.places("lat", "lon");
        surface.add("PBLH", "m", "time lat lon", depth);
        surface.add("USTAR", "m s-1", "time lat lon", friction);
        surface.add("HFLUX", "W m-2", "time lat lon", heat);
        surface.write();
    }

    /// Three-hourly means, their times at the middle.
    public static void carbonTrackerCo2(Path folder, LocalDate day) {
        final SigmaLevels levels = levels(1);
        final SyntheticCo2 co2 = new SyntheticCo2(SEED);
        final SyntheticMeteorology weather = new SyntheticMeteorology(PLACES, levels, SEED);
        final int cells = PLACES.cells();
        final float[] fractions = new float[8 * LEVELS * cells];
        final float[] pressure = new float[8 * (LEVELS + 1) * cells];
        final double[] ppm = new double[LEVELS];
        for (int t = 0; t < 8; t++) {
            final Instant time = midnight(day).plus(Duration.ofMinutes(180L * t + 90));
            final float[] surface = weather.at(time).surfacePressurePa();
            for (int c = 0; c < cells; c++) {
                co2.profile(time, PLACES.latitude(c), PLACES.longitude(c), levels, surface[c], ppm);
                for (int k = 0; k < LEVELS; k++) fractions[(t * LEVELS + k) * cells + c] = (float) ppm[k];
                for (int k = 0; k <= LEVELS; k++)
                    pressure[(t * (LEVELS + 1) + k) * cells + c] = (float) levels.edgePa(k, surface[c]);
            }
        }
        final File file = new File(folder.resolve("CT2022.molefrac_glb3x2_" + day + ".nc"), CARBONTRACKER_FILL);
        file.axis("time", "days since 2000-01-01 00:00:00 UTC", days(day));
        file.axis("level", "1", steps(LEVELS, 1, 1));
        file.axis("boundary", "1", steps(LEVELS + 1, 1, 1));
        file.places("latitude", "longitude");
        file.add("co2", "micromol mol-1", "time level latitude longitude", fractions);
        file.add("pressure", "Pa", "time boundary latitude longitude", pressure);
        file.write();
    }

    public static void carbonTrackerFluxes(Path folder, LocalDate day) {
        final LatLonGrid degrees = new LatLonGrid(75, 5, 1, 90, 60);
        final SyntheticPriorFlux fluxes = new SyntheticPriorFlux(degrees, SEED);
        final int cells = degrees.cells();
        final Map<String, float[]> parts = new LinkedHashMap<>();
        for (String name : List.of("bio_flux_opt", "ocn_flux_opt", "fossil_flux_imp", "fire_flux_imp"))
            parts.put(name, new float[8 * cells]);
        for (int h = 0; h < 24; h++) {
            final PriorFlux.Fields fields = fluxes.at(midnight(day).plus(Duration.ofHours(h)));
            for (int c = 0; c < cells; c++) {
                final int to = h / 3 * cells + c;
                parts.get("bio_flux_opt")[to] += (float) (fields.natural(c) / 3 * 1e-6);
                parts.get("fossil_flux_imp")[to] += (float) (fields.fossil()[c] / 3 * 1e-6);
                parts.get("fire_flux_imp")[to] += (float) (fields.fire()[c] / 3 * 1e-6);
            }
        }
        final File file = new File(folder.resolve("CT2022.flux1x1." + compact(day) + ".nc"), CARBONTRACKER_FILL);
        file.axis("time", "days since 2000-01-01 00:00:00 UTC", days(day));
        file.axis("latitude", "degrees_north", steps(degrees.ny(), 5.5, 1));
        file.axis("longitude", "degrees_east", steps(degrees.nx(), 75.5, 1));
        parts.forEach((name, values) -> file.add(name, "mol m-2 s-1", "time latitude longitude", values));
        file.write();
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String compact(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static double[] days(LocalDate day) {
        return steps(8, day.toEpochDay() - LocalDate.of(2000, 1, 1).toEpochDay() + 0.0625, 0.125);
    }

    private static double[] steps(int count, double first, double step) {
        return IntStream.range(0, count).mapToDouble(n -> first + n * step).toArray();
    }

    /// A file in the making; it has its name once it is whole.
    private static final class File {
        private final Path path;
        private final float fill;
        private final NetcdfFileWriter writer;
        private final Map<Variable, Object> contents = new LinkedHashMap<>();

        File(Path path, float fill) {
            this.path = path;
            this.fill = fill;
            try {
                Files.createDirectories(path.getParent());
                writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, path + ".part");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void axis(String name, String units, double[] values) {
            writer.addDimension(null, name, values.length);
            final Variable axis = writer.addVariable(null, name, DataType.DOUBLE, name);
            axis.addAttribute(new Attribute("units", units));
            contents.put(axis, values);
        }

        void places(String latitude, String longitude) {
            axis(latitude, "degrees_north", steps(PLACES.ny(), PLACES.south() + 0.5, 1));
            axis(longitude, "degrees_east", steps(PLACES.nx(), PLACES.west() + 0.5, 1));
        }

        void add(String name, String units, String dimensions, float[] values) {
            final Variable variable = writer.addVariable(null, name, DataType.FLOAT, dimensions);
            variable.addAttribute(new Attribute("units", units));
            variable.addAttribute(new Attribute("_FillValue", fill));
            contents.put(variable, values);
        }

        void write() {
            try {
                writer.create();
                for (Map.Entry<Variable, Object> entry : contents.entrySet()) {
                    final Class<?> type = entry.getValue() instanceof float[] ? float.class : double.class;
                    writer.write(
                            entry.getKey(), Array.factory(type, entry.getKey().getShape(), entry.getValue()));
                }
                writer.close();
                Files.move(Path.of(path + ".part"), path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InvalidRangeException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
