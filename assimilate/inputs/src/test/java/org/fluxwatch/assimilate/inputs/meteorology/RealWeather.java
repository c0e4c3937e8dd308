package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.testing.RealFiles;

/// The real files of one place and day (openmethane/openmethane 441e2cc): WRF, and MCIP made from it.
final class RealWeather {
    static final Instant BEGIN = Instant.parse("2022-12-07T00:00:00Z");

    /// Those of the settings.
    static final List<Double> SIGMA =
            List.of(1.0, 0.995, 0.985, 0.97, 0.95, 0.925, 0.895, 0.86, 0.82, 0.76, 0.68, 0.57, 0.43, 0.28, 0.13, 0.0);

    static final SigmaLevels LEVELS = new SigmaLevels(SIGMA, 5000);

    private RealWeather() {}

    static Path folder(String product) {
        return RealFiles.at("data/meteorology/" + product);
    }

    static GridFile mcip(String name) {
        return GridFile.open(folder("mcip").resolve(name + "_au-test_v1"));
    }

    static GridFile wrf(int hour) {
        return GridFile.open(folder("wrf").resolve("WRFOUT_d01_2022-12-07T0" + hour + "00Z.nc"));
    }

    /// Cells of 10 km within MCIP's, about the same centre; y points north, some 7 degrees off MCIP's.
    static StereographicGrid grid(int cells) {
        try (GridFile file = mcip("GRIDDOT2D")) {
            final int middle = 5 * 11 + 5;
            return new StereographicGrid(
                    file.variable("LATD").doubles()[middle],
                    file.variable("LOND").doubles()[middle],
                    10,
                    cells,
                    cells);
        }
    }

    /// Correlation of two rows of numbers.
    static double correlation(double[] a, double[] b) {
        final double meanA =
                IntStream.range(0, a.length).mapToDouble(i -> a[i]).average().orElseThrow();
        final double meanB =
                IntStream.range(0, b.length).mapToDouble(i -> b[i]).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }
}
