package org.fluxwatch.assimilate.inputs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Invented weather: a westerly jet, travelling waves that deepen upwards, lows and highs at the ground that go with
/// them, all of which fades beyond 66 degrees, and a boundary layer that grows over land by day. It
/// knows no mountains, fronts or clouds. For twins and for trying fluxwatch where no reanalysis is at
/// hand.
public final class SyntheticMeteorology implements Meteorology {
    private static final double WAVE_WIND = 9.0; // m s-1, standard deviation at the jet's level
    /// Radians; from here to the pole waves fade, as their winds round it would grow without bound.
    private static final double FADING_FROM = Math.toRadians(66);

    private static final double LENGTH_PER_WAVE = 0.11; // radians, about 1 / wave number: turns ψ into a wind

    private final Grid grid;
    private final SigmaLevels levels;
    private final NumericsPool pool;
    private final Waves waves;
    private final Waves disturbance;
    private final double disturbed;
    private final long seed;
    private final double[] latitude;
    private final double[] longitude;
    private final double[] cosEast;
    private final double[] sinEast;
    private final boolean[] land;

    public SyntheticMeteorology(Grid grid, SigmaLevels levels, long seed) {
        this(grid, levels, seed, NumericsPool.CALLER);
    }

    /// @param pool threads to run on
    public SyntheticMeteorology(Grid grid, SigmaLevels levels, long seed, NumericsPool pool) {
        this(grid, levels, seed, 0, 0, pool);
    }

    /// The same weather with an error: what a truth run takes, so that the filter's winds are wrong as real ones are.
    ///
    /// @param errorSeed of the error's waves
    /// @param errorShare standard deviation of the error's winds, as a share of the waves' winds
    public static SyntheticMeteorology disturbed(
            Grid grid, SigmaLevels levels, long seed, long errorSeed, double errorShare) {
        return new SyntheticMeteorology(grid, levels, seed, errorSeed, errorShare, NumericsPool.CALLER);
    }

    private SyntheticMeteorology(
            Grid grid, SigmaLevels levels, long seed, long errorSeed, double errorShare, NumericsPool pool) {
        this.pool = pool;
        this.grid = grid;
        this.levels = levels;
        this.seed = seed;
        waves = new Waves(seed, 8, 6, 12, 9);
        disturbance = new Waves(errorSeed ^ 0x5bf0_3635L, 8, 9, 18, 7);
        disturbed = errorShare;
        final int cells = grid.cells();
        latitude = new double[cells];
        longitude = new double[cells];
        cosEast = new double[cells];
        sinEast = new double[cells];
        land = new boolean[cells];
        final LandMask landMask = new LandMask();
        for (int c = 0; c < cells; c++) {
            latitude[c] = Math.toRadians(grid.latitude(c));
            longitude[c] = Math.toRadians(grid.longitude(c));
            final int row = c / grid.nx();
            final double angle = grid.eastAngle(c % grid.nx(), row);
            cosEast[c] = Math.cos(angle);
            sinEast[c] = Math.sin(angle);
            land[c] = landMask.land(grid.latitude(c), grid.longitude(c));
        }
    }

    @Override
    public String description(LocalDate day) {
        return "synthetic weather, seed " + seed
                + (disturbed > 0 ? String.format(Locale.ROOT, ", disturbed by %.0f %%", 100 * disturbed) : "");
    }

    @Override
    public Fields at(Instant hour) {
        final int cells = grid.cells();
        final int nz = levels.nz();
        final Winds.AtCells winds = new Winds.AtCells(new float[cells * nz], new float[cells * nz]);
        final Fields fields = new Fields(
                hour,
                new float[cells],
                winds,
                new float[cells * nz],
                new float[cells * nz],
                new float[cells],
                new float[cells],
                new float[cells]);
        final double seconds = hour.getEpochSecond();
        pool.forEach(grid.ny(), (j, worker) -> {
            final double[] psi = new double[3];
            final double[] error = new double[3];
            for (int c = grid.cell(0, j); c < grid.cell(0, j) + grid.nx(); c++) {
                waves.at(latitude[c], longitude[c], seconds, psi);
                if (disturbed > 0) disturbance.at(latitude[c], longitude[c], seconds, error);
                fade(latitude[c], psi);
                fade(latitude[c], error);
                fillColumn(fields, winds, c, seconds, psi, error);
            }
        });
        return fields;
    }

    /// A smooth step from one at [#FADING_FROM] to zero at the pole.
    private static void fade(double latitude, double[] psi) {
        final double share = (0.5 * Math.PI - Math.abs(latitude)) / (0.5 * Math.PI - FADING_FROM);
        if (share < 1) for (int n = 0; n < psi.length; n++) psi[n] *= share * share * (3 - 2 * share);
    }

    private void fillColumn(Fields fields, Winds.AtCells winds, int c, double seconds, double[] psi, double[] error) {
        final int nz = levels.nz();
        final double phi = latitude[c];
        // geostrophic: high pressure where ψ is high, in the northern hemisphere
        final double surfacePressure =
                101_000 + 500 * Math.signum(phi) * (psi[0] + disturbed * error[0]) - 300 * Math.cos(2 * phi);
        fields.surfacePressurePa()[c] = (float) surfacePressure;
        final double jet = Math.exp(-Math.pow((Math.toDegrees(Math.abs(phi)) - 38) / 14, 2));
        final double groundTemperature = 301 - 45 * Math.pow(Math.sin(phi), 2);
        for (int k = 0; k < nz; k++) {
            final double p = levels.middlePa(k, surfacePressure);
            final double height = 1 - p / SigmaLevels.STANDARD_PA; // 0 at the ground, towards 1 aloft
            final double shape = aloft(height);
            final double strength = WAVE_WIND * LENGTH_PER_WAVE * (0.35 + 0.65 * shape);
            final double east = -2 * Math.cos(6 * phi) * (1 - shape)
                    + 28 * jet * shape
                    - strength * (psi[2] + disturbed * error[2]);
            final double north = strength * (psi[1] + disturbed * error[1]) / Math.max(0.1, Math.cos(phi));
            // friction turns the wind towards low pressure near the ground
            final double turn = Math.toRadians(25) * Math.max(0, 1 - height / 0.1) * Math.signum(phi);
            final double u = east * Math.cos(turn) - north * Math.sin(turn);
            final double v = east * Math.sin(turn) + north * Math.cos(turn);
            winds.u()[c * nz + k] = (float) (u * cosEast[c] - v * sinEast[c]);
            winds.v()[c * nz + k] = (float) (u * sinEast[c] + v * cosEast[c]);
            fields.temperatureK()[c * nz + k] =
                    (float) Math.max(210, groundTemperature * Math.pow(p / surfacePressure, 0.19));
            fields.specificHumidity()[c * nz + k] =
                    (float) (0.014 * Math.pow(Math.cos(phi), 2) * Math.pow(p / surfacePressure, 3));
        }
        final double day = daylight(phi, longitude[c], seconds);
        fields.boundaryLayerHeightM()[c] = (float) (land[c] ? 250 + 1350 * day : 650);
        fields.frictionVelocity()[c] = (float) (land[c] ? 0.18 + 0.3 * day : 0.25);
        final double sun = Math.max(0, sunElevation(phi, longitude[c], seconds));
        fields.sensibleHeatFlux()[c] = (float) (land[c] ? 270 * sun - 20 : 10);
    }

    /// Strength of jet and waves: nearly linear to the tropopause (height about 0.75), then falling.
    private static double aloft(double height) {
        return height < 0.75 ? height / 0.75 : Math.max(0.3, 1 - 2.5 * (height - 0.75));
    }

    /// How far the boundary layer has grown, 0 to 1: it follows the sun with a lag of two hours.
    static double daylight(double latitude, double longitude, double seconds) {
        return Math.max(0, sunElevation(latitude, longitude, seconds - 7200));
    }

    /// Sine of the sun's elevation; latitude and longitude in radians.
    static double sunElevation(double latitude, double longitude, double seconds) {
        final double days = seconds / 86_400;
        final double dayOfYear = days % 365.2425;
        final double declination = Math.toRadians(-23.44) * Math.cos(2 * Math.PI * (dayOfYear + 10) / 365.2425);
        final double hourAngle = 2 * Math.PI * (days - Math.floor(days)) - Math.PI + longitude;
        return Math.sin(latitude) * Math.sin(declination)
                + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
    }
}
