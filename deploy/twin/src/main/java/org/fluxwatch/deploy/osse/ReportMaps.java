package org.fluxwatch.deploy.osse;

import java.util.List;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.inputs.LandMask;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.publish.daily.StoredGrid;

/// What the report's maps are drawn on, in the terms of the live page.
final class ReportMaps {
    private ReportMaps() {}

    static StoredGrid grid(Grid grid) {
        return switch (grid) {
            case StereographicGrid plane -> {
                final double cellM = plane.cellKm() * 1e3;
                yield new StoredGrid(
                        "stereographic",
                        centres(plane.nx(), -0.5 * (plane.nx() - 1) * cellM, cellM),
                        centres(plane.ny(), -0.5 * (plane.ny() - 1) * cellM, cellM),
                        plane.centreLatitude(),
                        plane.centreLongitude(),
                        Sphere.RADIUS_M);
            }
            case LatLonGrid regular -> {
                final double cell = regular.cellDegrees();
                yield new StoredGrid(
                        "latitude_longitude",
                        centres(regular.nx(), regular.west() + 0.5 * cell, cell),
                        centres(regular.ny(), regular.south() + 0.5 * cell, cell),
                        0,
                        0,
                        Sphere.RADIUS_M);
            }
        };
    }

    private static double[] centres(int count, double first, double step) {
        return IntStream.range(0, count).mapToDouble(n -> first + n * step).toArray();
    }

    /// Cells on land 1, at sea 0 `[cells]`.
    static List<Integer> land(Grid grid) {
        final LandMask mask = new LandMask();
        return IntStream.range(0, grid.cells())
                .map(c -> mask.land(grid.latitude(c), grid.longitude(c)) ? 1 : 0)
                .boxed()
                .toList();
    }
}
