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
import java.util.List;
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

    /// Values of a day `[time][layer][cell]`, the first layer at the top.
    private record Profiles(float[] u, float[] v, float[] t, float[] qv, float[] delp) {
        Profiles(int size) {
            this(new float[size], new float[size], new float[size], new float[size], new float[size]);
        }
    }

    private void writeProfiles(Path folder, LocalDate day) throws IOException {
        final int cells = places.cells();
        final Profiles profiles = new Profiles(STEPS * LEVELS * cells);
        final float[] ps = new float[STEPS * cells];
        for (int t = 0; t < STEPS; t++) {
            final Meteorology.Fields fields = weather.at(midnight(day).plus(Duration.ofHours(3L * t)));
            System.arraycopy(fields.surfacePressurePa(), 0, ps, t * cells, cells);
            for (int c = 0; c < cells; c++) fill(profiles, fields, c, t);
        }
        final GriddedFile file =
                new GriddedFile(folder.resolve("MERRA2_400.inst3_3d_asm_Nv." + compact(day) + ".nc4"), MERRA2_FILL);
        file.axis("time", "minutes since " + day + " 00:00:00", steps(STEPS, 0, 180));
        file.axis("lev", "layer", steps(LEVELS, 1, 1));
        file.places("lat", "lon", places);
        final String dimensions = "time lev lat lon";
        file.floats("U", dimensions, "m s-1", profiles.u());
        file.floats("V", dimensions, "m s-1", profiles.v());
        file.floats("T", dimensions, "K", profiles.t());
        file.floats("QV", dimensions, "kg kg-1", profiles.qv());
        file.floats("DELP", dimensions, "Pa", profiles.delp());
        file.floats("PS", "time lat lon", "Pa", ps);
        file.write();
    }

    private void fill(Profiles profiles, Meteorology.Fields fields, int c, int t) {
        final var winds = (Meteorology.Winds.AtCells) fields.winds();
        for (int k = 0; k < LEVELS; k++) {
            final int to = (t * LEVELS + LEVELS - 1 - k) * places.cells() + c;
            final int from = c * LEVELS + k;
            profiles.u()[to] = winds.u()[from];
            profiles.v()[to] = winds.v()[from];
            profiles.t()[to] = fields.temperatureK()[from];
            profiles.qv()[to] = fields.specificHumidity()[from];
            profiles.delp()[to] = (float) (levels.thickness(k) * (fields.surfacePressurePa()[c] - levels.topPa()));
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
        final float[] biosphere = new float[STEPS * cells];
        final float[] sea = new float[STEPS * cells];
        final float[] fossil = new float[STEPS * cells];
        final float[] fire = new float[STEPS * cells];
        for (int h = 0; h < 24; h++) {
            final PriorFlux.Fields fields = fluxes.at(midnight(day).plus(Duration.ofHours(h)));
            final float[] ocean = fields.ocean().map(PriorFlux.Natural::net).orElseGet(() -> new float[cells]);
            for (int c = 0; c < cells; c++) {
                final int to = h / 3 * cells + c;
                biosphere[to] += (float) (MICRO * (fields.natural(c) - ocean[c]) / 3);
                sea[to] += (float) (MICRO * ocean[c] / 3);
                fossil[to] += (float) (MICRO * fields.fossil()[c] / 3);
                fire[to] += (float) (MICRO * fields.fire()[c] / 3);
            }
        }
        final GriddedFile file =
                new GriddedFile(folder.resolve("CT2022.flux1x1." + compact(day) + ".nc"), CARBONTRACKER_FILL);
        file.axis("time", CARBONTRACKER_DAYS, days(day));
        file.places("latitude", "longitude", degrees);
        final String dimensions = "time latitude longitude";
        file.floats("bio_flux_opt", dimensions, "mol m-2 s-1", biosphere);
        file.floats("ocn_flux_opt", dimensions, "mol m-2 s-1", sea);
        file.floats("fossil_flux_imp", dimensions, "mol m-2 s-1", fossil);
        file.floats("fire_flux_imp", dimensions, "mol m-2 s-1", fire);
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
