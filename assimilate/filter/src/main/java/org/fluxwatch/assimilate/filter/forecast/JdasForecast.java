package org.fluxwatch.assimilate.filter.forecast;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.filter.ensemble.MemberNoise;
import org.fluxwatch.assimilate.model.PriorFlux;

/// JDAS Eq. 1: the flux ensemble follows the concentration ensemble of the lowest layer.
/// ```
/// κ_n  = C_n / C̄                                                      lowest layer
/// E_n  = β (κ_n - 1) Ep + Ē                                           as printed
/// E_n  = ρ (κ_n - 1) / sd(κ) Ep + Ē                                   normalised: relative spread ρ
/// Ē(h) = (1/M) ( Σ_{j=1}^{M-1} Ea(h - 24 j) + Ep(h) )
/// ```
/// Ea is the analysed mean of the same hour j days before; where there is none yet, Ep stands in. As printed it is a
/// feedback loop (`docs/science.md` 7.2), so a departure |E_n - Ē| beyond the guard stops the domain.
///
/// The concentrations of the first hour of all have no fluxes behind them; JDAS perturbs the natural flux itself then:
/// `E_n = (1 + s ε_n) Ep`, ε independent, with zero mean over the members ([FirstHour]).
public final class JdasForecast implements FluxForecast {
    private static final int HOURS = 24;

    /// How the perturbations are sized.
    public sealed interface Perturbation {
        /// As printed, with the guard in µmol m-2 s-1.
        record Proportional(double beta, double guard) implements Perturbation {}

        /// Normalised to a constant relative spread.
        record Normalised(double relativeSpread) implements Perturbation {}
    }

    /// Where the flux perturbations of the first hour of a new ensemble come from.
    public sealed interface FirstHour {
        /// Eq. 1, from the noise of the initial concentrations.
        record AsAnyOther() implements FirstHour {}

        /// Noise on the prior, s as a share of it (JDAS 2.4: 0.1).
        record Noise(double share, long seed) implements FirstHour {}
    }

    private static final long NOISE_KEY = 0x6a64_6173L;

    private final int cells;
    private final int nz;
    private final int days;
    private final Perturbation perturbation;
    private final FirstHour firstHour;

    /// @param days M
    public JdasForecast(int cells, int nz, int days, Perturbation perturbation, FirstHour firstHour) {
        this.cells = cells;
        this.nz = nz;
        this.days = days;
        this.perturbation = perturbation;
        this.firstHour = firstHour;
    }

    @Override
    public int rows() {
        return 1;
    }

    /// Ea by (days before, 0 to M - 1 and at least 1; hour; cell), NaN where there is none yet.
    @Override
    public int memoryLength() {
        return Math.max(days, 2) * HOURS * cells;
    }

    @Override
    public void initialise(EnsembleState state, LocalDate day) {
        java.util.Arrays.fill(state.fluxMemory(), Float.NaN);
        if (!(firstHour instanceof FirstHour.Noise(double share, long seed))) return;
        final Lanes lanes = state.lanes();
        final float[][] epsilon = MemberNoise.independent(lanes.members(), cells, seed, NOISE_KEY);
        for (int c = 0; c < cells; c++)
            for (int n = 0; n < lanes.members(); n++)
                state.fluxRows()[c * lanes.stride() + n] = (float) (share * epsilon[n][c]);
    }

    /// Whether the flux rows hold what [#initialise] made of them: no hour has been analysed before this day.
    private boolean beforeAnyHour(float[] memory, int hourOfDay) {
        return hourOfDay == 0 && Float.isNaN(memory[(2 * HOURS - 1) * cells]);
    }

    @Override
    public Day beginDay(EnsembleState state, LocalDate day) {
        shift(state.fluxMemory());
        return new EquationDay(state);
    }

    /// Makes room for a new day: slot 0 is the day under way, slot j the one j days before.
    private void shift(float[] memory) {
        final int slot = HOURS * cells;
        System.arraycopy(memory, 0, memory, slot, memory.length - slot);
        java.util.Arrays.fill(memory, 0, slot, Float.NaN);
    }

    /// Ē of one cell and hour.
    private double meanFlux(float[] memory, int hourOfDay, int c, double priorFlux) {
        double sum = priorFlux;
        for (int j = 1; j < days; j++) {
            final float analysed = memory[(j * HOURS + hourOfDay) * cells + c];
            sum += Float.isNaN(analysed) ? priorFlux : analysed;
        }
        return sum / days;
    }

    private double scale(EnsembleState state, int concentration, double meanCo2) {
        return switch (perturbation) {
            case Perturbation.Proportional(double beta, double guard) -> beta;
            case Perturbation.Normalised(double relativeSpread) -> {
                final double sd = state.lanes().spread(state.co2(), concentration) / meanCo2; // of κ
                yield sd > 0 ? relativeSpread / sd : 0;
            }
        };
    }

    private void guard(double departure, int c, int hourOfDay, int n) {
        if (perturbation instanceof Perturbation.Proportional(double beta, double guard)
                && !(Math.abs(departure) <= guard))
            throw new FilterDivergedException(String.format(
                    Locale.ROOT,
                    "jdas flux forecast runs away: member %d departs by %.3g umol m-2 s-1 from the mean in cell %d at hour %d, the guard is %s (beta %s)",
                    n,
                    departure,
                    c,
                    hourOfDay,
                    guard,
                    beta));
    }

    private static float[] dayMean(double[] sums) {
        final float[] mean = new float[sums.length];
        for (int i = 0; i < sums.length; i++) mean[i] = (float) (sums[i] / HOURS);
        return mean;
    }

    /// Eq. 1 makes each hour's flux anew from the concentrations; past hours have no rows.
    @Override
    public int lagDays() {
        return 0;
    }

    @Override
    public int daysBack(int row) {
        return 0;
    }

    @Override
    public float[] smoothedDay(EnsembleState state) {
        throw noRows();
    }

    @Override
    public FluxScaling smoothedScaling(EnsembleState state) {
        throw noRows();
    }

    private static IllegalStateException noRows() {
        return new IllegalStateException("Eq. 1 of JDAS keeps no rows of past days");
    }

    @Override
    public String description() {
        return switch (perturbation) {
            case Perturbation.Proportional(double beta, double guard) ->
                "jdas Eq. 1, beta " + beta + ", M " + days + " days";
            case Perturbation.Normalised(double relativeSpread) ->
                "jdas Eq. 1 normalised, relative spread " + relativeSpread + ", M " + days + " days";
        };
    }

    private final class EquationDay implements Day {
        private final EnsembleState state;
        private final double[] backgroundSum;
        private final double[] analysisSum;
        private final FluxMoments[] hours = new FluxMoments[HOURS];

        EquationDay(EnsembleState state) {
            this.state = state;
            backgroundSum = new double[cells * state.lanes().stride()];
            analysisSum = new double[cells * state.lanes().stride()];
        }

        @Override
        public void fluxes(int hourOfDay, PriorFlux.Fields prior, float[] flux) {
            final Lanes lanes = state.lanes();
            final int stride = lanes.stride();
            final boolean noise = firstHour instanceof FirstHour.Noise && beforeAnyHour(state.fluxMemory(), hourOfDay);
            for (int c = 0; c < cells; c++) {
                final double priorFlux = prior.natural(c);
                final double mean = meanFlux(state.fluxMemory(), hourOfDay, c, priorFlux);
                final double other = prior.fossil()[c] + prior.fire()[c];
                final int concentration = c * nz * stride;
                final double meanCo2 = lanes.mean(state.co2(), concentration);
                final double scale = scale(state, concentration, meanCo2) * priorFlux;
                final int row = c * stride;
                for (int n = 0; n < lanes.members(); n++) {
                    final double departure = noise
                            ? state.fluxRows()[row + n] * priorFlux
                            : scale * (state.co2()[concentration + n] / meanCo2 - 1);
                    guard(departure, c, hourOfDay, n);
                    state.fluxRows()[row + n] = (float) (mean + departure);
                    flux[row + n] = (float) (mean + departure + other);
                    backgroundSum[row + n] += mean + departure;
                }
                flux[row + lanes.control()] = (float) (priorFlux + other);
                flux[row + lanes.forecast()] = (float) (mean + other);
                for (int n = lanes.used(); n < stride; n++) flux[row + n] = 0;
                backgroundSum[row + lanes.control()] += priorFlux;
                backgroundSum[row + lanes.forecast()] += mean;
            }
        }

        @Override
        public void hourAnalysed(int hourOfDay, PriorFlux.Fields prior) {
            final Lanes lanes = state.lanes();
            hours[hourOfDay] = new FluxMoments(new float[cells], new float[cells]);
            for (int c = 0; c < cells; c++) {
                final int row = c * lanes.stride();
                final double mean = lanes.mean(state.fluxRows(), row);
                hours[hourOfDay].mean()[c] = (float) mean;
                hours[hourOfDay].spread()[c] = (float) lanes.spread(state.fluxRows(), row);
                state.fluxMemory()[hourOfDay * cells + c] = (float) mean;
                for (int n = 0; n < lanes.members(); n++) analysisSum[row + n] += state.fluxRows()[row + n];
                analysisSum[row + lanes.control()] += prior.natural(c);
                analysisSum[row + lanes.forecast()] += mean;
            }
        }

        @Override
        public Optional<FluxScaling> scaling() {
            return Optional.empty();
        }

        /// Every hour has a flux of its own.
        @Override
        public double weight(int cell, int row) {
            return 1.0 / HOURS;
        }

        @Override
        public FluxMoments hour(int hourOfDay, PriorFlux.Natural prior) {
            return hours[hourOfDay];
        }

        @Override
        public float[] background() {
            return dayMean(backgroundSum);
        }

        @Override
        public float[] analysis() {
            return dayMean(analysisSum);
        }
    }
}
