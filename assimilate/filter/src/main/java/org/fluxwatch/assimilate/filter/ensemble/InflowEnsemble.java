package org.fluxwatch.assimilate.filter.ensemble;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.Perimeter;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// What flows in at the lateral boundary: the global field, plus for every member an error that is drawn anew
/// for every midnight and turns from one to the next in between, at constant variance and with zero mean over the
/// members. A pure function of time and seed, so nothing of it needs to be stored.
public final class InflowEnsemble {
    private static final long NOISE_KEY = 0x696e_666cL;

    private final SigmaLevels levels;
    private final Perimeter perimeter;
    private final GlobalCo2 global;
    private final Co2Noise noise;
    private final long seed;
    private final Lanes lanes;
    private final NumericsPool pool;
    private LocalDate day = LocalDate.MIN;
    private float[][] begin = new float[0][];
    private float[][] end = new float[0][];

    /// @param noise the error
    /// @param pool threads to draw it on
    public InflowEnsemble(
            Grid grid,
            SigmaLevels levels,
            Lanes lanes,
            GlobalCo2 global,
            Co2Noise noise,
            long seed,
            NumericsPool pool) {
        this.pool = pool;
        this.levels = levels;
        this.perimeter = new Perimeter(grid);
        this.lanes = lanes;
        this.global = global;
        this.noise = noise;
        this.seed = seed;
    }

    public float[] allocate() {
        return new float[perimeter.size() * levels.nz() * lanes.stride()];
    }

    /// @param time within the hour that the inflow is for
    /// @param surfacePressurePa the model's at that time `[cells]`; a ghost has that of the cell beside it
    /// @param inflow receives ppm `[perimeter * nz * stride]`
    public void at(Instant time, float[] surfacePressurePa, float[] inflow) {
        if (perimeter.size() == 0) return; // the whole earth has no outside
        final LocalDate today = time.atZone(ZoneOffset.UTC).toLocalDate();
        if (!today.equals(day)) {
            begin = today.minusDays(1).equals(day) ? end : draw(today);
            end = draw(today.plusDays(1));
            day = today;
        }
        final double share = (time.getEpochSecond() % 86_400) / 86_400.0;
        final double size = Math.hypot(1 - share, share);
        final int nz = levels.nz();
        final double[] ppm = new double[nz];
        final double[] error = new double[lanes.stride()];
        for (int g = 0; g < perimeter.size(); g++) {
            global.profile(
                    time,
                    perimeter.latitude(g),
                    perimeter.longitude(g),
                    levels,
                    surfacePressurePa[perimeter.innerCell(g)],
                    ppm);
            for (int k = 0; k < nz; k++) {
                final int place = place(g, k);
                final double norm = sdPpm(ppm[k]) / size;
                for (int n = 0; n < lanes.members(); n++)
                    error[n] = norm * ((1 - share) * begin[n][place] + share * end[n][place]);
                final int element = (g * nz + k) * lanes.stride();
                for (int n = 0; n < lanes.stride(); n++) inflow[element + n] = (float) (ppm[k] + error[n]);
            }
        }
    }

    private int place(int ghost, int layer) {
        return switch (noise) {
            case Co2Noise.Correlated _ -> ghost;
            case Co2Noise.Proportional _ -> ghost * levels.nz() + layer;
        };
    }

    private double sdPpm(double ppm) {
        return switch (noise) {
            case Co2Noise.Correlated(CorrelatedNoise _, double sdPpm) -> sdPpm;
            case Co2Noise.Proportional(double share) -> share * ppm;
        };
    }

    private float[][] draw(LocalDate midnight) {
        final long key = midnight.toEpochDay();
        return switch (noise) {
            case Co2Noise.Correlated(CorrelatedNoise fields, double _) ->
                new MemberNoise(fields, lanes.members(), pool).ghosts(seed, NOISE_KEY, key);
            case Co2Noise.Proportional _ ->
                MemberNoise.independent(lanes.members(), perimeter.size() * levels.nz(), seed, NOISE_KEY, key);
        };
    }
}
