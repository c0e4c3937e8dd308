package org.fluxwatch.assimilate.inputs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.Sphere;

/// Invented surface fluxes: a biosphere that breathes with season, sun and a smooth map of vegetation, a weak ocean
/// sink, cities, and a few fires. For twins and for trying fluxwatch where no inventory is at hand.
public final class SyntheticPriorFlux implements PriorFlux {
    /// Latitude, longitude, emission (µmol m-2 s-1 at the centre, 150 km wide) of some large conurbations.
    private static final double[][] CITIES = {
        {39.9, 116.4, 9}, {31.2, 121.5, 11}, {23.1, 113.3, 9}, {30.6, 104.1, 5}, {30.6, 114.3, 5}, {34.3, 108.9, 4},
        {41.8, 123.4, 5}, {36.1, 117.0, 6}, {37.9, 112.5, 5}, {37.6, 127.0, 8}, {35.7, 139.7, 9}, {34.7, 135.5, 6},
        {25.0, 121.5, 6}, {21.0, 105.8, 4}, {28.6, 77.2, 7}, {22.6, 88.4, 5}, {13.8, 100.5, 4}, {55.0, 82.9, 3},
        {40.7, -74.0, 9}, {41.9, -87.6, 7}, {40.4, -80.0, 6}, {39.0, -77.0, 6}, {51.5, 0.0, 7}, {50.9, 6.9, 8}
    };
    private static final double CITY_WIDTH_KM = 150;
    private static final double[][] FIRES = {{20.0, 101.0, 1.2}, {51.0, 122.0, 0.8}, {17.0, 96.0, 1.0}};
    private static final double FIRE_WIDTH_KM = 250;

    private final Grid grid;
    private final long seed;
    private final double[] latitudes;
    private final double[] longitudes;
    private final double[] vegetation;
    private final float[] fossil;
    private final float[] fire;
    private final boolean[] land;

    public SyntheticPriorFlux(Grid grid, long seed) {
        this.grid = grid;
        this.seed = seed;
        final int cells = grid.cells();
        latitudes = new double[cells];
        longitudes = new double[cells];
        vegetation = new double[cells];
        land = new boolean[cells];
        final LandMask landMask = new LandMask();
        fossil = new float[cells];
        fire = new float[cells];
        final Waves patches = new Waves(seed ^ 0x7e6e_7461L, 12, 8, 24, 0);
        final double[] psi = new double[3];
        for (int c = 0; c < cells; c++) {
            final double latitude = grid.latitude(c);
            final double longitude = grid.longitude(c);
            latitudes[c] = Math.toRadians(latitude);
            longitudes[c] = Math.toRadians(longitude);
            land[c] = landMask.land(latitude, longitude);
            if (!land[c]) continue;
            patches.at(latitudes[c], longitudes[c], 0, psi);
            vegetation[c] = Math.clamp(0.75 + 0.3 * psi[0], 0.1, 1.4) * moisture(latitude, longitude);
            fossil[c] = (float) (0.05 + sum(CITIES, CITY_WIDTH_KM, latitude, longitude));
            fire[c] = (float) sum(FIRES, FIRE_WIDTH_KM, latitude, longitude);
        }
    }

    /// The dry interior of Asia has little vegetation.
    private static double moisture(double latitude, double longitude) {
        final double interior = Math.exp(-Math.pow((latitude - 41) / 9, 2) - Math.pow((longitude - 90) / 20, 2));
        return 1 - 0.85 * interior;
    }

    private static double sum(double[][] sources, double widthKm, double latitude, double longitude) {
        double total = 0;
        for (double[] source : sources) {
            final double d = Sphere.distanceKm(latitude, longitude, source[0], source[1]) / widthKm;
            if (d < 5) total += source[2] * Math.exp(-0.5 * d * d);
        }
        return total;
    }

    @Override
    public String description(LocalDate day) {
        return "synthetic fluxes, seed " + seed;
    }

    @Override
    public Fields at(Instant hour) {
        final int cells = grid.cells();
        final Natural ocean = new Natural(new float[cells], new float[cells]);
        final Fields fields = new Fields(new float[cells], new float[cells], fossil, fire, Optional.of(ocean));
        final double seconds = hour.getEpochSecond() + 1800; // the middle of the hour
        for (int c = 0; c < cells; c++) {
            final double latitude = latitudes[c];
            if (land[c]) {
                final double longitude = longitudes[c];
                final double sun = Math.max(0, SyntheticMeteorology.sunElevation(latitude, longitude, seconds));
                final double warmth = warmth(latitude, seconds);
                fields.release()[c] = (float) (vegetation[c] * warmth * (2.4 + 1.2 * sun));
                fields.uptake()[c] = (float) (-vegetation[c] * warmth * 13.5 * sun);
            } else {
                fields.release()[c] = (float) (0.03 * Math.pow(Math.cos(latitude), 4));
                fields.uptake()[c] = (float) (-0.06 * Math.abs(Math.sin(2 * latitude)));
                ocean.release()[c] = fields.release()[c];
                ocean.uptake()[c] = fields.uptake()[c];
            }
        }
        return fields;
    }

    /// Growing season, 0.1 to 1: all year in the tropics, summer in the north.
    private static double warmth(double latitude, double seconds) {
        final double dayOfYear = seconds / 86_400 % 365.2425;
        final double season = -Math.cos(2 * Math.PI * (dayOfYear - 15) / 365.2425) * Math.signum(latitude);
        return Math.clamp(
                1.05 - 1.1 * Math.pow(Math.sin(latitude), 2) + 0.7 * season * Math.abs(Math.sin(latitude)), 0.1, 1);
    }
}
