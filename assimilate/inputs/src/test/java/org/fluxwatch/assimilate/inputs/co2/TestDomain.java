package org.fluxwatch.assimilate.inputs.co2;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.settings.InputSettings.Air;
import org.fluxwatch.contract.settings.InputSettings.BeyondLast;
import org.fluxwatch.contract.settings.InputSettings.BoundaryKind;
import org.fluxwatch.contract.settings.InputSettings.BoundarySettings;

/// A domain of 4 x 3 cells around 30 degrees north, 108 degrees east.
final class TestDomain {
    static final Grid GRID = new LatLonGrid(100, 24, 4, 4, 3);
    static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.95, 0.8, 0.5, 0.2, 0.0), 4_000);
    static final double LATITUDE = 31.3;
    static final double LONGITUDE = 107.9;
    static final double PA = 96_000;

    private TestDomain() {}

    static BoundarySettings settings(Path folder) {
        return new BoundarySettings(
                BoundaryKind.CARBONTRACKER, 1, folder, List.of(), Air.AS_STATED, BeyondLast.WAIT, 2.4);
    }

    static BoundarySettings growing(Path folder) {
        return new BoundarySettings(
                BoundaryKind.CARBONTRACKER, 1, folder, List.of(), Air.AS_STATED, BeyondLast.GROWTH, 2.4);
    }

    static BoundarySettings air(Path folder, Air air) {
        return new BoundarySettings(BoundaryKind.CARBONTRACKER, 1, folder, List.of(), air, BeyondLast.WAIT, 2.4);
    }

    static BoundarySettings files(Path folder, String... patterns) {
        return new BoundarySettings(
                BoundaryKind.GEOS_CHEM, 1, folder, List.of(patterns), Air.AS_STATED, BeyondLast.WAIT, 2.4);
    }

    static FileCo2 carbonTracker(BoundarySettings settings) {
        return new FileCo2(new CarbonTrackerCo2(), GRID, settings);
    }

    static double[] profile(FileCo2 co2, String time) {
        return profile(co2, Instant.parse(time), LATITUDE, LONGITUDE, PA);
    }

    static double[] profile(FileCo2 co2, Instant time, double latitude, double longitude, double pa) {
        final double[] ppm = new double[LEVELS.nz()];
        co2.profile(time, latitude, longitude, LEVELS, pa, ppm);
        return ppm;
    }

    /// Mean of a profile, weighted by air.
    static double mean(double[] ppm) {
        double mean = 0;
        for (int k = 0; k < ppm.length; k++) mean += LEVELS.thickness(k) * ppm[k];
        return mean;
    }
}
