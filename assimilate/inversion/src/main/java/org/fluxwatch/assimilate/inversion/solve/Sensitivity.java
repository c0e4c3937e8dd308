package org.fluxwatch.assimilate.inversion.solve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// Every combination of some priors and some backgrounds, from the same rows. The prior changes S_a and x_a, the
/// background only b: one G = H'R^-1 H serves all whose backgrounds can use the same observations, one Cholesky
/// factorisation all that share G, S_a and what was carried in. A combination's numbers are, to the last bit,
/// those it has alone.
public final class Sensitivity {
    private final StateLayout layout;
    private final CellCorrelation correlation;
    private final double monthCorrelation;
    private final List<Prior> priors;
    private final List<String> backgrounds;

    /// A prior experiment.
    ///
    /// @param flux which of the simulated priors
    /// @param scale what the prior's flux is multiplied with
    /// @param earlier standard deviations of the earlier month `[columns]`
    /// @param later of the later month
    public record Prior(String name, int flux, double scale, double[] earlier, double[] later) {}

    /// An observation, before any prior and background are taken off.
    ///
    /// @param row its innovation is not used
    /// @param observed y, ppm
    /// @param backgrounds ppm; NaN where there is none, then the observation is not used with that background
    /// @param simulated what each prior's three-hourly fluxes add, ppm `[fluxes]`
    public record Evidence(MonthRow row, double observed, double[] backgrounds, double[] simulated) {}

    /// A combination.
    public record Case(String prior, String background) {}

    /// What came of a combination.
    ///
    /// @param unused observations that had no background
    /// @param earlier mean increment of the earlier month `[columns]`
    /// @param later mean increment of the later month `[columns]`
    /// @param covariance of region totals of the later month, as they would be with no observation after it
    /// @param earlierCovariance of region totals of the earlier month
    /// @param carry into the next pair of months
    public record Result(
            Fit fit,
            int unused,
            double[] earlier,
            double[] later,
            double[][] earlierCovariance,
            double[][] covariance,
            Carry carry) {}

    /// @param backgrounds names, at most 64
    public Sensitivity(
            StateLayout layout,
            CellCorrelation correlation,
            double monthCorrelation,
            List<Prior> priors,
            List<String> backgrounds) {
        if (backgrounds.size() > Tiles.SIZE)
            throw new IllegalArgumentException(
                    backgrounds.size() + " backgrounds, expected " + Tiles.SIZE + " or fewer");
        this.layout = layout;
        this.correlation = correlation;
        this.monthCorrelation = monthCorrelation;
        this.priors = List.copyOf(priors);
        this.backgrounds = List.copyOf(backgrounds);
    }

    /// @param evidence in any order
    /// @param carried in from the pair before, of each combination; empty at the start
    public Map<Case, Result> of(
            List<Evidence> evidence, Map<Case, Carry> carried, RegionWeights regions, NumericsPool pool) {
        final List<Evidence> ordered = evidence.stream()
                .sorted(Comparator.comparing((Evidence one) -> one.row().time())
                        .thenComparing(one -> one.row().id()))
                .toList();
        final Map<Case, Result> results = new LinkedHashMap<>();
        if (!carried.isEmpty())
            for (Prior prior : priors)
                for (String background : backgrounds) carry(new Case(prior.name(), background), carried);
        byObservations(ordered).forEach((used, group) -> {
            final SharedInformation shared = new SharedInformation(layout, priors, group, ordered, used, pool);
            for (int p = 0; p < priors.size(); p++)
                for (List<Integer> alike : byCarry(priors.get(p), group, carried))
                    solve(p, shared, group, alike, ordered.size(), carried, regions, pool, results);
        });
        return results;
    }

    private static Carry carry(Case one, Map<Case, Carry> carried) {
        final Carry carry = carried.get(one);
        if (carry == null) throw new IllegalArgumentException("nothing was carried in for " + one);
        return carry;
    }

    /// Backgrounds by the observations that they can use.
    private Map<BitSet, List<Integer>> byObservations(List<Evidence> ordered) {
        final Map<BitSet, List<Integer>> groups = new LinkedHashMap<>();
        for (int g = 0; g < backgrounds.size(); g++) {
            final BitSet used = new BitSet();
            for (int o = 0; o < ordered.size(); o++)
                if (!Double.isNaN(ordered.get(o).backgrounds()[g])) used.set(o);
            groups.computeIfAbsent(used, _ -> new ArrayList<>()).add(g);
        }
        return groups;
    }

    /// Those of a group's backgrounds whose carried information has the same matrix.
    private List<List<Integer>> byCarry(Prior prior, List<Integer> group, Map<Case, Carry> carried) {
        if (carried.isEmpty()) return List.of(group);
        final IdentityHashMap<TiledTriangle, List<Integer>> alike = new IdentityHashMap<>();
        final List<List<Integer>> inOrder = new ArrayList<>();
        for (int g : group) {
            final Carry carry = carry(new Case(prior.name(), backgrounds.get(g)), carried);
            final List<Integer> found = alike.get(carry.precision());
            final List<Integer> same = found == null ? new ArrayList<>() : found;
            if (found == null) {
                alike.put(carry.precision(), same);
                inOrder.add(same);
            }
            same.add(g);
        }
        return inOrder;
    }

    private void solve(
            int p,
            SharedInformation shared,
            List<Integer> group,
            List<Integer> alike,
            int observations,
            Map<Case, Carry> carried,
            RegionWeights regions,
            NumericsPool pool,
            Map<Case, Result> results) {
        final Prior prior = priors.get(p);
        final Panel vectors = Panel.ofTiles(2 * layout.tiles());
        final double[] squares = new double[alike.size()];
        final Carry[] carries = new Carry[carried.isEmpty() ? 0 : alike.size()];
        for (int c = 0; c < squares.length; c++) {
            final int column = group.indexOf(alike.get(c));
            for (int row = 0; row < 2 * layout.tiles() * Tiles.SIZE; row++)
                vectors.set(row, c, shared.vectors(p).get(row, column));
            squares[c] = shared.squares(p)[column];
            if (carries.length > 0) carries[c] = carry(new Case(prior.name(), backgrounds.get(alike.get(c))), carried);
        }
        final PairSystem system = new PairSystem(
                shared.matrix(),
                new PairPrior(
                        layout,
                        correlation,
                        prior.earlier(),
                        prior.later(),
                        monthCorrelation,
                        carries.length > 0 ? Optional.of(carries[0]) : Optional.empty()),
                pool);
        final PairSystem.Solution solution = system.solve(vectors, squares, carries);
        final double[][] earlier = covariance(system, Month.EARLIER, regions);
        final double[][] later = covariance(system, Month.LATER, regions);
        for (int c = 0; c < squares.length; c++)
            results.put(
                    new Case(prior.name(), backgrounds.get(alike.get(c))),
                    new Result(
                            PairPosterior.fit(
                                    shared.count(),
                                    solution.carries()[c],
                                    carries.length > 0 ? Optional.of(carries[c]) : Optional.empty()),
                            observations - shared.count(),
                            system.mean(solution.mean(), c, Month.EARLIER),
                            system.mean(solution.mean(), c, Month.LATER),
                            earlier,
                            later,
                            solution.carries()[c]));
    }

    private static double[][] covariance(PairSystem system, Month month, RegionWeights regions) {
        return RegionCovariance.of(system, month, regions.scaled(system.layout(), system.deviations(month)));
    }
}
