package org.fluxwatch.assimilate.inversion.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Each combination against the same inversion on its own, over two pairs of months.
class SensitivityTest {
    private static final StateLayout LAYOUT = new StateLayout(70, 1, 1);
    private static final CellCorrelation CORRELATION = CellCorrelation.none(LAYOUT);
    private static final double MONTH_CORRELATION = 0.3;
    private static final List<String> BACKGROUNDS = List.of("Reference", "CT2022_BG", "Grid_50");
    private static final RegionWeights REGIONS = new RegionWeights(List.of("all"), new double[][] {new double[70]});
    private static final NumericsPool POOL = new NumericsPool(2);

    static {
        Arrays.fill(REGIONS.weights()[0], 1);
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    private static double[] deviations(double share, int month) {
        final Random random = new Random(month);
        final double[] deviations = new double[LAYOUT.columns()];
        Arrays.setAll(deviations, _ -> share * (0.1 + random.nextDouble()));
        return deviations;
    }

    private static List<Sensitivity.Prior> priors(int month) {
        final List<Sensitivity.Prior> priors = new ArrayList<>();
        for (double scale : new double[] {0.5, 1, 1.5})
            for (double share : new double[] {0.5, 2})
                priors.add(new Sensitivity.Prior(
                        "A x " + scale + ", " + share,
                        0,
                        scale,
                        deviations(scale * share, month),
                        deviations(scale * share, month + 1)));
        priors.add(new Sensitivity.Prior("B", 1, 1, deviations(0.7, month), deviations(0.7, month + 1)));
        return priors;
    }

    /// @param gaps whether the last background is missing now and then
    private static List<Sensitivity.Evidence> evidence(int month, boolean gaps) {
        final Random random = new Random(10 + month);
        final List<Sensitivity.Evidence> evidence = new ArrayList<>();
        for (MonthRow row : Twin.of(LAYOUT, 1, 140, month).all()) {
            final double background = 410 + random.nextGaussian();
            evidence.add(new Sensitivity.Evidence(
                    row,
                    background + 1 + row.innovation(),
                    new double[] {
                        background, background + 0.2, gaps && random.nextInt(10) == 0 ? Double.NaN : background - 0.3
                    },
                    new double[] {1 + 0.1 * random.nextGaussian(), 0.8}));
        }
        return evidence;
    }

    private static Information alone(List<Sensitivity.Evidence> evidence, Sensitivity.Prior prior, int background) {
        final Information information = new Information(LAYOUT);
        for (Sensitivity.Evidence one : evidence)
            if (!Double.isNaN(one.backgrounds()[background]))
                information.add(
                        new MonthRow(
                                one.row().id(),
                                one.row().time(),
                                one.row().columns(),
                                one.row().values(),
                                one.observed()
                                        - one.backgrounds()[background]
                                        - prior.scale() * one.simulated()[prior.flux()],
                                one.row().errorVariance()),
                        POOL);
        return information;
    }

    @Test
    void everyCombinationHasTheBitsItHasAlone() {
        Map<Sensitivity.Case, Carry> carried = Map.of();
        final Map<Sensitivity.Case, Carry> carriedAlone = new HashMap<>();
        for (int month = 1; month <= 2; month++) {
            final List<Sensitivity.Prior> priors = priors(month);
            final List<Sensitivity.Evidence> evidence = evidence(month, month == 1);
            final List<Sensitivity.Evidence> shuffled = new ArrayList<>(evidence);
            Collections.shuffle(shuffled, new Random(3));
            final Map<Sensitivity.Case, Sensitivity.Result> results = new Sensitivity(
                            LAYOUT, CORRELATION, MONTH_CORRELATION, priors, BACKGROUNDS)
                    .of(shuffled, carried, REGIONS, POOL);
            assertThat(results).hasSize(priors.size() * 3);
            final Map<Sensitivity.Case, Carry> next = new HashMap<>();
            for (Sensitivity.Prior prior : priors)
                for (int g = 0; g < 3; g++) {
                    final Sensitivity.Case one = new Sensitivity.Case(prior.name(), BACKGROUNDS.get(g));
                    final PairPosterior alone = PairPosterior.of(
                            alone(evidence, prior, g),
                            new PairPrior(
                                    LAYOUT,
                                    CORRELATION,
                                    prior.earlier(),
                                    prior.later(),
                                    MONTH_CORRELATION,
                                    Optional.ofNullable(carriedAlone.get(one))),
                            POOL);
                    carriedAlone.put(one, alone.close());
                    final Sensitivity.Result result = results.get(one);
                    next.put(one, result.carry());
                    assertThat(result.later()).containsExactly(alone.increment(Month.LATER));
                    assertThat(result.earlier()).containsExactly(alone.increment(Month.EARLIER));
                    assertThat(result.covariance()).isDeepEqualTo(alone.covariance(Month.LATER, REGIONS));
                    assertThat(result.fit()).isEqualTo(alone.fit());
                    assertThat(result.unused() > 0).isEqualTo(month == 1 && g == 2);
                }
            carried = next;
        }
    }

    @Test
    void namesTheCombinationForWhichNothingWasCarriedIn() {
        final Sensitivity sensitivity = new Sensitivity(LAYOUT, CORRELATION, MONTH_CORRELATION, priors(1), BACKGROUNDS);
        final Map<Sensitivity.Case, Carry> some = new HashMap<>();
        sensitivity
                .of(evidence(1, false), Map.of(), REGIONS, POOL)
                .forEach((one, result) -> some.put(one, result.carry()));
        some.remove(new Sensitivity.Case("B", "Grid_50"));
        final Sensitivity next = new Sensitivity(LAYOUT, CORRELATION, MONTH_CORRELATION, priors(2), BACKGROUNDS);
        assertThatThrownBy(() -> next.of(evidence(2, false), some, REGIONS, POOL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("B")
                .hasMessageContaining("Grid_50");
    }
}
