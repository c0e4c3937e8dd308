package org.fluxwatch.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.assimilate.filter.ensrf.GaspariCohn;
import org.fluxwatch.assimilate.filter.ensrf.Inflation;
import org.fluxwatch.assimilate.filter.ensrf.Localization;
import org.fluxwatch.assimilate.filter.ensrf.Observation;
import org.fluxwatch.assimilate.filter.ensrf.SerialEnsrf;
import org.fluxwatch.assimilate.filter.ensrf.StateBlock;
import org.fluxwatch.assimilate.filter.ensrf.UpdateMethod;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// The reference problems of `../shared/reference/ensrf`: reads one, analyses it, writes `fluxwatch_post.f64`
/// (members x state) beside it, and prints cold and warm seconds. Places are on the problem's plane: a column's
/// "latitude" and "longitude" are its row and column.
public final class EnsrfBench {
    private static final int WARM_RUNS = 5;

    private EnsrfBench() {}

    public static void run(Path folder, int threads, PrintWriter out) throws IOException {
        final JsonNode meta =
                new ObjectMapper().readTree(folder.resolve("meta.json").toFile());
        final int nx = meta.get("nx").asInt();
        final int ny = meta.get("ny").asInt();
        final int nz = meta.get("nz").asInt();
        final int members = meta.get("N").asInt();
        final int nObs = meta.get("nobs").asInt();
        final int rows = nz + 1;
        final double[] prior = doubles(folder.resolve("prior.f64"));
        final double[] hx = doubles(folder.resolve("HX.f64"));
        final double[] y = doubles(folder.resolve("y.f64"));
        final int[] columns = ints(folder.resolve("col.i32"));
        final double[] row = new double[nx * ny];
        final double[] column = new double[nx * ny];
        for (int c = 0; c < nx * ny; c++) {
            final int j = c / nx;
            row[c] = j;
            column[c] = c % nx;
        }
        final List<Observation> observations = new ArrayList<>();
        final double[] simulated = new double[nObs * members];
        for (int o = 0; o < nObs; o++) {
            observations.add(new Observation(
                    Integer.toString(o),
                    row[columns[o]],
                    column[columns[o]],
                    y[o],
                    meta.get("R").asDouble()));
            for (int n = 0; n < members; n++) simulated[o * members + n] = hx[n * nObs + o];
        }
        final Localization plane = new Localization.Plane(
                new GaspariCohn(2 * meta.get("gc_c_km").asDouble()),
                meta.get("dx_km").asDouble());
        try (NumericsPool pool = new NumericsPool(threads)) {
            final SerialEnsrf filter = new SerialEnsrf(
                    members, row, column, plane, new UpdateMethod.SquareRoot(), new Inflation.None(), pool);
            double warm = Double.MAX_VALUE;
            double cold = 0;
            double[] state = new double[0];
            for (int run = 0; run <= WARM_RUNS; run++) {
                state = columnsFirst(prior, nx * ny, rows, members);
                final long t0 = System.nanoTime();
                filter.analyse(observations, simulated, new StateBlock.Doubles(state, rows, members));
                final double seconds = (System.nanoTime() - t0) / 1e9;
                if (run == 0) cold = seconds;
                else warm = Math.min(warm, seconds);
            }
            write(folder.resolve("fluxwatch_post.f64"), state, nx * ny, rows, members);
            final double[] copy = new double[state.length];
            final long t0 = System.nanoTime();
            System.arraycopy(state, 0, copy, 0, state.length);
            final double copySeconds = (System.nanoTime() - t0) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "cold %.3f s, warm %.3f s (best of %d) for %d observations, %d threads; one copy of the ensemble %.4f s, ratio %.0f%n",
                    cold,
                    warm,
                    WARM_RUNS,
                    nObs,
                    threads,
                    copySeconds,
                    warm / copySeconds);
        }
    }

    /// From members x (row, column) to (column, row) x members.
    private static double[] columnsFirst(double[] memberFirst, int cells, int rows, int members) {
        final double[] state = new double[memberFirst.length];
        for (int n = 0; n < members; n++)
            for (int r = 0; r < rows; r++)
                for (int c = 0; c < cells; c++)
                    state[(c * rows + r) * members + n] = memberFirst[(n * rows + r) * cells + c];
        return state;
    }

    private static void write(Path file, double[] state, int cells, int rows, int members) throws IOException {
        final ByteBuffer bytes =
                ByteBuffer.allocate(state.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < members; n++)
            for (int r = 0; r < rows; r++)
                for (int c = 0; c < cells; c++) bytes.putDouble(state[(c * rows + r) * members + n]);
        Files.write(file, bytes.array());
    }

    private static double[] doubles(Path file) throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        final double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    private static int[] ints(Path file) throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        final int[] values = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        return values;
    }
}
