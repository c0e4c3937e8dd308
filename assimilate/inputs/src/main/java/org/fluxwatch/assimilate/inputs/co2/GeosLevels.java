package org.fluxwatch.assimilate.inputs.co2;

import java.util.Optional;
import java.util.stream.IntStream;

/// Hybrid edges of the 72 layers of GEOS-5, GEOS-FP and MERRA-2, and of the 47 that GEOS-Chem makes of them by lumping
/// layers above 78 hPa in pairs, above 20 hPa in fours: `p = a + b ps`. Ground first.
/// Source: GEOS-5 file specification (Lucchesi 2012, GMAO Office Note 4, appendix); the lumping is that of
/// `gcpy/grid.py`.
final class GeosLevels {
    private static final double[] A_HPA = {
        0.0,
        4.804826e-2,
        6.593752,
        13.13480,
        19.61311,
        26.09201,
        32.57081,
        38.98201,
        45.33901,
        51.69611,
        58.05321,
        64.36264,
        70.62198,
        78.83422,
        89.09992,
        99.36521,
        109.1817,
        118.9586,
        128.6959,
        142.9100,
        156.2600,
        169.6090,
        181.6190,
        193.0970,
        203.2590,
        212.1500,
        218.7760,
        223.8980,
        224.3630,
        216.8650,
        201.1920,
        176.9300,
        150.3930,
        127.8370,
        108.6630,
        92.36572,
        78.51231,
        66.60341,
        56.38791,
        47.64391,
        40.17541,
        33.81001,
        28.36781,
        23.73041,
        19.79160,
        16.45710,
        13.64340,
        11.27690,
        9.292942,
        7.619842,
        6.216801,
        5.046801,
        4.076571,
        3.276431,
        2.620211,
        2.084970,
        1.650790,
        1.300510,
        1.019440,
        0.7951341,
        0.6167791,
        0.4758061,
        0.3650411,
        0.2785261,
        0.2113490,
        0.1594950,
        0.1197030,
        8.934502e-2,
        6.600001e-2,
        4.758501e-2,
        3.270000e-2,
        2.000000e-2,
        1.000000e-2
    };
    private static final double[] B = {
        1.0,
        0.9849520,
        0.9634060,
        0.9418650,
        0.9203870,
        0.8989080,
        0.8774290,
        0.8560180,
        0.8346609,
        0.8133039,
        0.7919469,
        0.7706375,
        0.7493782,
        0.7211660,
        0.6858999,
        0.6506349,
        0.6158184,
        0.5810415,
        0.5463042,
        0.4945902,
        0.4437402,
        0.3928911,
        0.3433811,
        0.2944031,
        0.2467411,
        0.2003501,
        0.1562241,
        0.1136021,
        6.372006e-2,
        2.801004e-2,
        6.960025e-3,
        8.175413e-9
    };

    private GeosLevels() {}

    /// @param layers 72 or 47
    static Optional<Edges.OnModelSurface> of(int layers) {
        return switch (layers) {
            case 72 -> Optional.of(at(IntStream.rangeClosed(0, 72).toArray()));
            case 47 ->
                Optional.of(at(IntStream.rangeClosed(0, 47)
                        .map(e -> e <= 36 ? e : e <= 40 ? 36 + 2 * (e - 36) : 44 + 4 * (e - 40))
                        .toArray()));
            default -> Optional.empty();
        };
    }

    private static Edges.OnModelSurface at(int[] edges) {
        final double[] a = new double[edges.length];
        final double[] b = new double[edges.length];
        for (int e = 0; e < edges.length; e++) {
            a[e] = 100 * A_HPA[edges[e]];
            b[e] = edges[e] < B.length ? B[edges[e]] : 0;
        }
        return new Edges.OnModelSurface(a, b);
    }
}
