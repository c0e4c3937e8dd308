package org.fluxwatch.deploy.sample;

import static org.fluxwatch.deploy.sample.GriddedFile.steps;

import java.io.IOException;
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
import org.fluxwatch.assimilate.inputs.SyntheticCo2;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inputs.SyntheticPriorFlux;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// The invented world round a domain as the files of real products would hold it: MERRA-2, CarbonTracker mole
/// fractions and fluxes. Names, variables, dimensions, units, times and order of levels are theirs; they are cut to
/// the domain, on cells of one degree and 30 layers, so that a day is some megabytes.
public final class RealLayouts {
    private static final int LEVELS = 30;
    private static final int STEPS = 8;
    private static final float MERRA2_FILL = 1e15f;
    private static final float CARBONTRACKER_FILL = -1e34f;
    private static final String CARBONTRACKER_DAYS = "days since 2000-01-01 00:00:00 UTC";
    private static final double MICRO = 1e-6;

    private final LatLonGrid places;
    private final LatLonGrid degrees;
    private final SigmaLevels levels;
    private final SyntheticMeteorology weather;
    private final SyntheticCo2 co2;
    private final SyntheticPriorFlux fluxes;

    /// @param domain whose surroundings the files cover
    /// @param seed of the invented world
    public RealLayouts(Grid domain, long seed) {
        final LatLonGrid tight = LatLonGrid.covering(domain, 1);
        // middles at whole degrees, as real ones have some
        places = new LatLonGrid(tight.west() - 2.5, tight.south() - 2.5, 1, tight.nx() + 5, tight.ny() + 5);
        degrees = new LatLonGrid(tight.west() - 1, tight.south() - 1, 1, tight.nx() + 2, tight.ny() + 2);
        final List<Double> edges = new ArrayList<>();
        for (int k = 0; k <= LEVELS; k++) edges.add(1 - Math.pow((double) k / LEVELS, 1.4));
        levels = new SigmaLevels(edges, 1);
        weather = new SyntheticMeteorology(places, levels, seed);
        co2 = new SyntheticCo2(seed);
        fluxes = new SyntheticPriorFlux(degrees, seed);
    }

    /// A day's file of each product: below `folder` in `meteorology`, `molefractions`, `fluxes`.
    public void writeDay(Path folder, LocalDate day) throws IOException {
        writeProfiles(folder.resolve("meteorology"), day);
        writeSurface(folder.resolve("meteorology"), day);
        writeMoleFractions(folder.resolve("molefractions"), day);
        writeFluxes(folder.resolve("fluxes"), day);
    }

    private void writeProfiles(Path folder, LocalDate day) throws IOException {
        final int cells = places.cells();
        final Map<String, String> units = new LinkedHashMap<>();
        units.put("U", "m s-1");
        units.put("V", "m s-1");
        units.put("T", "K");
        units.put("QV", "kg kg-1");
        units.put("DELP", "Pa");
        final Map<String, float[]> columns = new LinkedHashMap<>();
        for (String name : units.keySet()) columns.put(name, new float[STEPS * LEVELS * cells]);
        final float[] ps = new float[STEPS * cells];
        for (int t = 0; t < STEPS; t++) {
            final Meteorology.Fields fields = weather.at(midnight(day).plus(Duration.ofHours(3L * t)));
            System.arraycopy(fields.surfacePressurePa(), 0, ps, t * cells, cells);
            for (int c = 0; c < cells; c++) column(fields, c, t, columns);
        }
        final GriddedFile file =
                new GriddedFile(folder.resolve("MERRA2_400.inst3_3d_asm_Nv." + compact(day) + ".nc4"), MERRA2_FILL);
        file.axis("time", "minutes since " + day + " 00:00:00", steps(STEPS, 0, 180));
        file.axis("lev", "layer", steps(LEVELS, 1, 1));
        file.places("lat", "lon", places);
        columns.forEach((name, values) -> file.floats(name, "time lev lat lon", units.get(name), values));
        file.floats("PS", "time lat lon", "Pa", ps);
        file.write();
    }

    /// The first level is the top.
    private void column(Meteorology.Fields fields, int c, int t, Map<String, float[]> columns) {
        final var winds = (Meteorology.Winds.AtCells) fields.winds();
        for (int k = 0; k < LEVELS; k++) {
            final int to = (t * LEVELS + LEVELS - 1 - k) * places.cells() + c;
            final int from = c * LEVELS + k;
            columns.get("U")[to] = winds.u()[from];
            columns.get("V")[to] = winds.v()[from];
            columns.get("T")[to] = fields.temperatureK()[from];
            columns.get("QV")[to] = fields.specificHumidity()[from];
            columns.get("DELP")[to] = (float) (levels.thickness(k) * (fields.surfacePressurePa()[c] - levels.topPa()));
        }
    }

    private void writeSurface(Path folder, LocalDate day) throws IOException {
        final int cells = places.cells();
        final float[] depth = new float[24 * cells];
        final float[] friction = new float[24 * cells];
        final float[] heat = new float[24 * cells];
        for (int h = 0; h < 24; h++) {
            final Meteorology.Fields fields = weather.at(midnight(day).plus(Duration.ofMinutes(60L * h + 30)));
            System.arraycopy(fields.boundaryLayerHeightM(), 0, depth, h * cells, cells);
            System.arraycopy(fields.frictionVelocity(), 0, friction, h * cells, cells);
            System.arraycopy(fields.sensibleHeatFlux(), 0, heat, h * cells, cells);
        }
        final GriddedFile file =
                new GriddedFile(folder.resolve("MERRA2_400.tavg1_2d_flx_Nx." + compact(day) + ".nc4"), MERRA2_FILL);
        file.axis("time", "minutes since " + day + " 00:30:00", steps(24, 0, 60));
        file.places("lat", "lon", places);
        file.floats("PBLH", "time lat lon", "m", depth);
        file.floats("USTAR", "time lat lon", "m s-1", friction);
        file.floats("HFLUX", "time lat lon", "W m-2", heat);
        file.write();
    }

    /// Three-hourly means, their times at the middle.
    private void writeMoleFractions(Path folder, LocalDate day) throws IOException {
        final int cells = places.cells();
        final float[] fractions = new float[STEPS * LEVELS * cells];
        final float[] pressure = new float[STEPS * (LEVELS + 1) * cells];
        final double[] ppm = new double[LEVELS];
        for (int t = 0; t < STEPS; t++) {
            final Instant time = midnight(day).plus(Duration.ofMinutes(180L * t + 90));
            final float[] surface = weather.at(time).surfacePressurePa();
            for (int c = 0; c < cells; c++) {
                co2.profile(time, places.latitude(c), places.longitude(c), levels, surface[c], ppm);
                for (int k = 0; k < LEVELS; k++) fractions[(t * LEVELS + k) * cells + c] = (float) ppm[k];
                for (int k = 0; k <= LEVELS; k++)
                    pressure[(t * (LEVELS + 1) + k) * cells + c] = (float) levels.edgePa(k, surface[c]);
            }
        }
        final GriddedFile file =
                new GriddedFile(folder.resolve("CT2022.molefrac_glb3x2_" + day + ".nc"), CARBONTRACKER_FILL);
        file.axis("time", CARBONTRACKER_DAYS, days(day));
        file.axis("level", "1", steps(LEVELS, 1, 1));
        file.axis("boundary", "1", steps(LEVELS + 1, 1, 1));
        file.places("latitude", "longitude", places);
        file.floats("co2", "time level latitude longitude", "micromol mol-1", fractions);
        file.floats("pressure", "time boundary latitude longitude", "Pa", pressure);
        file.write();
    }

    private void writeFluxes(Path folder, LocalDate day) throws IOException {
        final int cells = degrees.cells();
        final Map<String, float[]> parts = new LinkedHashMap<>();
        for (String name : List.of("bio_flux_opt", "ocn_flux_opt", "fossil_flux_imp", "fire_flux_imp"))
            parts.put(name, new float[STEPS * cells]);
        for (int h = 0; h < 24; h++) {
            final PriorFlux.Fields fields = fluxes.at(midnight(day).plus(Duration.ofHours(h)));
            final float[] ocean = fields.ocean().map(PriorFlux.Natural::net).orElseGet(() -> new float[cells]);
            for (int c = 0; c < cells; c++) {
                final int to = h / 3 * cells + c;
                parts.get("bio_flux_opt")[to] += (float) (MICRO * (fields.natural(c) - ocean[c]) / 3);
                parts.get("ocn_flux_opt")[to] += (float) (MICRO * ocean[c] / 3);
                parts.get("fossil_flux_imp")[to] += (float) (MICRO * fields.fossil()[c] / 3);
                parts.get("fire_flux_imp")[to] += (float) (MICRO * fields.fire()[c] / 3);
            }
        }
        final GriddedFile file =
                new GriddedFile(folder.resolve("CT2022.flux1x1." + compact(day) + ".nc"), CARBONTRACKER_FILL);
        file.axis("time", CARBONTRACKER_DAYS, days(day));
        file.places("latitude", "longitude", degrees);
        parts.forEach((name, values) -> file.floats(name, "time latitude longitude", "mol m-2 s-1", values));
        file.write();
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String compact(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /// Middles of the day's steps.
    private static double[] days(LocalDate day) {
        return steps(STEPS, day.toEpochDay() - LocalDate.of(2000, 1, 1).toEpochDay() + 0.0625, 0.125);
    }
}
