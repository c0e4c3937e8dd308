package org.fluxwatch.assimilate.filter.forecast;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.fluxwatch.assimilate.filter.ensemble.CorrelatedNoise;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.filter.ensemble.MemberNoise;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.jspecify.annotations.Nullable;

/// Two factor fields per member, on the release and on the uptake part of the prior, in the state vector beside C.
/// ```
/// E_n = f_n^r R + f_n^u U                                    natural flux; R >= 0, U <= 0 the prior's parts
/// f_n(d+1) = 1 + φ (f_n(d) - 1) + ψ (f_n(d-1) - 1) + ν σ ε_n                 once a day, by a FactorProcess
/// ```
/// The factors of the last days stay in the state as further rows, a pair a day, and are corrected by the ensemble's
/// covariance of them with today's simulated observations: a fixed-lag smoother (Evensen and van Leeuwen 2000, Mon.
/// Wea. Rev. 128, 1852; for CO2 Peters et al. 2007 and Peng et al. 2015, Atmos. Chem. Phys. 15, 1087).
///
/// ε has the given correlation length, and over members zero mean and a variance of 1 (N - 1). Source: a trial of our
/// own, `docs/science.md` 7.2; factors that persist as in Peters et al. (2007), PNAS 104, 18925, there as a
/// moving mean.
public final class PersistentFactors implements FluxForecast {
    private static final int RELEASE = 0;
    private static final int UPTAKE = 1;
    private static final int PAIR = 2;
    private static final long NOISE_KEY = 0x6661_6374L;

    private final Grid grid;
    private final CorrelatedNoise noise;
    private final double sd;
    private final FactorProcess process;
    private final double lengthKm;
    private final int lagDays;
    private final int daysKept;
    private final long seed;
    private final NumericsPool pool;

    /// @param sd σ
    /// @param lengthKm correlation length of ε, km
    /// @param process from day to day
    /// @param lagDays past days whose factors are corrected
    /// @param seed of ε
    /// @param pool threads to run on
    public PersistentFactors(
            Grid grid, double sd, double lengthKm, FactorProcess process, int lagDays, long seed, NumericsPool pool) {
        this.pool = pool;
        this.grid = grid;
        this.noise = new CorrelatedNoise(grid, lengthKm);
        this.sd = sd;
        this.lengthKm = lengthKm;
        this.process = process;
        this.lagDays = lagDays;
        this.daysKept = Math.max(lagDays, process.daysKept());
        this.seed = seed;
    }

    /// Today's pair, then yesterday's, and so on, as many as the smoother or the process needs.
    @Override
    public int rows() {
        return PAIR * (1 + daysKept);
    }

    /// Of today, yesterday and so on: mean release, then mean uptake of every cell.
    @Override
    public int memoryLength() {
        return lagDays == 0 ? 0 : (1 + lagDays) * PAIR * grid.cells();
    }

    @Override
    public int lagDays() {
        return lagDays;
    }

    @Override
    public int daysBack(int row) {
        return row / PAIR;
    }

    @Override
    public void initialise(EnsembleState state, LocalDate day) {
        java.util.Arrays.fill(state.fluxRows(), 1f);
        final LocalDate yesterday = day.minusDays(1);
        if (process.daysKept() == 0) {
            perturb(state, yesterday, 0, 0, sd);
            return;
        }
        perturb(state, yesterday.minusDays(1), 0, 0, sd);
        age(state);
        final double r = process.dayToDay();
        perturb(state, yesterday, r, 0, Math.sqrt(1 - r * r) * sd);
    }

    /// In every cell, each day's rows take the place of those of the day before.
    private void age(EnsembleState state) {
        age(
                state.fluxRows(),
                PAIR * state.lanes().stride(),
                rows() * state.lanes().stride());
    }

    @Override
    public Day beginDay(EnsembleState state, LocalDate day) {
        age(state);
        age(state.fluxMemory(), PAIR * grid.cells(), memoryLength());
        perturb(state, day, process.last(), process.lastButOne(), process.noise() * sd);
        return new FactorsDay(state);
    }

    /// In every group of values, one day's take the place of those of the day before.
    private static void age(float[] values, int day, int group) {
        for (int from = 0; from < values.length; from += group)
            System.arraycopy(values, from, values, from + day, group - day);
    }

    /// f <- 1 + last (f - 1) + lastButOne (f' - 1) + scale ε for the members of today's rows; f' those of two days ago.
    private void perturb(EnsembleState state, LocalDate day, double last, double lastButOne, double scale) {
        final Lanes lanes = state.lanes();
        final float[] rows = state.fluxRows();
        for (int row = 0; row < PAIR; row++) {
            final float[][] epsilon =
                    new MemberNoise(noise, lanes.members(), pool).cells(seed, NOISE_KEY, day.toEpochDay(), row);
            final int first = row;
            forEachCell(c -> {
                final int offset = (c * rows() + first) * lanes.stride();
                final int before = offset + 2 * PAIR * lanes.stride();
                for (int n = 0; n < lanes.members(); n++) {
                    double factor = 1 + last * (rows[offset + n] - 1) + scale * epsilon[n][c];
                    if (lastButOne != 0) factor += lastButOne * (rows[before + n] - 1);
                    rows[offset + n] = (float) factor;
                }
            });
        }
    }

    private void forEachCell(IntConsumer task) {
        pool.forEach(grid.ny(), (j, worker) -> {
            for (int i = 0; i < grid.nx(); i++) task.accept(grid.cell(i, j));
        });
    }

    private void naturalFluxes(
            EnsembleState state,
            float[] rows,
            int age,
            int c,
            double release,
            double uptake,
            double other,
            float[] flux) {
        final Lanes lanes = state.lanes();
        final int stride = lanes.stride();
        final int r = (c * rows() + PAIR * age + RELEASE) * stride;
        final int u = (c * rows() + PAIR * age + UPTAKE) * stride;
        final int out = c * stride;
        double mean = 0;
        for (int n = 0; n < lanes.members(); n++) {
            final double natural = rows[r + n] * release + rows[u + n] * uptake;
            mean += natural;
            flux[out + n] = (float) (natural + other);
        }
        flux[out + lanes.control()] = (float) (release + uptake + other);
        flux[out + lanes.forecast()] = (float) (mean / lanes.members() + other);
        for (int n = lanes.used(); n < stride; n++) flux[out + n] = 0;
    }

    @Override
    public float[] smoothedDay(EnsembleState state) {
        final int release = lagDays * PAIR * grid.cells();
        final int uptake = release + grid.cells();
        final float[] memory = state.fluxMemory();
        final float[] flux = new float[grid.cells() * state.lanes().stride()];
        forEachCell(c ->
                naturalFluxes(state, state.fluxRows(), lagDays, c, memory[release + c], memory[uptake + c], 0, flux));
        return flux;
    }

    @Override
    public FluxScaling smoothedScaling(EnsembleState state) {
        return scaling(state, lagDays);
    }

    /// @param age days before today, 0 to [#lagDays]
    private FluxScaling scaling(EnsembleState state, int age) {
        return FluxScaling.of(state, grid.cells(), rows(), PAIR * age + RELEASE);
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "persistent-factors, sd %s, correlation %s km, %s, smoothed over %d days",
                sd,
                lengthKm,
                process,
                lagDays);
    }

    private final class FactorsDay implements Day {
        private final EnsembleState state;
        private final float[] rowsBefore;
        private final double[] releaseSum = new double[grid.cells()];
        private final double[] uptakeSum = new double[grid.cells()];
        private int hours;
        private @Nullable FluxScaling scaling;

        FactorsDay(EnsembleState state) {
            this.state = state;
            rowsBefore = state.fluxRows().clone();
        }

        @Override
        public void fluxes(int hourOfDay, PriorFlux.Fields prior, float[] flux) {
            forEachCell(c -> naturalFluxes(
                    state,
                    state.fluxRows(),
                    0,
                    c,
                    prior.release()[c],
                    prior.uptake()[c],
                    prior.fossil()[c] + prior.fire()[c],
                    flux));
        }

        @Override
        public void hourAnalysed(int hourOfDay, PriorFlux.Fields prior) {
            for (int c = 0; c < grid.cells(); c++) {
                releaseSum[c] += prior.release()[c];
                uptakeSum[c] += prior.uptake()[c];
            }
            hours++;
            if (lagDays > 0)
                for (int c = 0; c < grid.cells(); c++) {
                    state.fluxMemory()[c] = (float) (releaseSum[c] / hours);
                    state.fluxMemory()[grid.cells() + c] = (float) (uptakeSum[c] / hours);
                }
        }

        @Override
        public Optional<FluxScaling> scaling() {
            return Optional.of(ofTheEnd());
        }

        private FluxScaling ofTheEnd() {
            if (scaling == null) scaling = PersistentFactors.this.scaling(state, 0);
            return scaling;
        }

        /// The prior's release or uptake, mean of the row's day: today's as [#analysis] takes it, those of days before
        /// as [PersistentFactors#smoothedDay] does.
        @Override
        public double weight(int cell, int row) {
            if (row < PAIR) return (row == RELEASE ? releaseSum : uptakeSum)[cell] / hours;
            return state.fluxMemory()[row * grid.cells() + cell];
        }

        /// With the factors of the end of the day, as [#analysis].
        @Override
        public FluxMoments hour(int hourOfDay, PriorFlux.Natural prior) {
            return ofTheEnd().of(prior);
        }

        @Override
        public float[] background() {
            return dayMean(rowsBefore);
        }

        /// With the factors as they are at the end of the day: they are the same for all its hours, and know most then.
        @Override
        public float[] analysis() {
            return dayMean(state.fluxRows());
        }

        private float[] dayMean(float[] rows) {
            final float[] flux = new float[grid.cells() * state.lanes().stride()];
            forEachCell(c -> naturalFluxes(state, rows, 0, c, releaseSum[c] / hours, uptakeSum[c] / hours, 0, flux));
            return flux;
        }
    }
}
