package org.fluxwatch.assimilate.filter.ensemble;

import java.util.SplittableRandom;
import java.util.function.Function;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// Noise for every member, correlated or not, with zero mean over the members, so that a perturbation spreads the
/// ensemble and does not move its mean. The variance over members (N - 1) is still 1 on average: taking the mean
/// away leaves it so.
public final class MemberNoise {
    private final CorrelatedNoise noise;
    private final int members;
    private final NumericsPool pool;

    /// @param members N
    /// @param pool threads to draw on, a member each
    public MemberNoise(CorrelatedNoise noise, int members, NumericsPool pool) {
        this.noise = noise;
        this.members = members;
        this.pool = pool;
    }

    /// Noise on the grid `[members][cells]`; depends on the seed and the keys alone.
    public float[][] cells(long seed, long... keys) {
        return drawn(CorrelatedNoise.Field::cells, seed, keys);
    }

    /// Noise on the columns around the grid, in the order of
    /// [org.fluxwatch.assimilate.model.transport.Perimeter] `[members][perimeter]`.
    public float[][] ghosts(long seed, long... keys) {
        return drawn(CorrelatedNoise.Field::ghosts, seed, keys);
    }

    private float[][] drawn(Function<CorrelatedNoise.Field, float[]> part, long seed, long... keys) {
        final float[][] fields = new float[members][];
        pool.forEach(members, (n, worker) -> fields[n] = part.apply(noise.draw(seed, with(keys, n))));
        centre(fields);
        return fields;
    }

    /// Noise of its own at every place, standard deviation 1 `[members][places]`; depends on the seed and the keys
    /// alone.
    public static float[][] independent(int members, int places, long seed, long... keys) {
        final float[][] noise = new float[members][places];
        for (int n = 0; n < members; n++) {
            final SplittableRandom random = new SplittableRandom(CorrelatedNoise.mixed(seed, with(keys, n)));
            for (int p = 0; p < places; p++) noise[n][p] = (float) random.nextGaussian();
        }
        centre(noise);
        return noise;
    }

    private static long[] with(long[] keys, int member) {
        final long[] all = java.util.Arrays.copyOf(keys, keys.length + 1);
        all[keys.length] = member;
        return all;
    }

    private static void centre(float[][] fields) {
        for (int c = 0; c < fields[0].length; c++) {
            double mean = 0;
            for (float[] field : fields) mean += field[c];
            mean /= fields.length;
            for (float[] field : fields) field[c] = (float) (field[c] - mean);
        }
    }
}
