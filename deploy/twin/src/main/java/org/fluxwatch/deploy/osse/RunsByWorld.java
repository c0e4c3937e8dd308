package org.fluxwatch.deploy.osse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// Runs of one filter in worlds of one kind, and figures a world, by seed. Ensembles of one world are no worlds of
/// their own: their mean is taken first.
final class RunsByWorld {
    private final SortedMap<Long, List<SkillRun>> worlds = new TreeMap<>();

    RunsByWorld(Collection<SkillRun> runs) {
        for (SkillRun run : runs)
            worlds.computeIfAbsent(run.seed(), _ -> new ArrayList<>()).add(run);
    }

    /// Runs in the worlds of these seeds.
    RunsByWorld among(Set<Long> seeds) {
        return new RunsByWorld(worlds.values().stream()
                .flatMap(List::stream)
                .filter(run -> seeds.contains(run.seed()))
                .toList());
    }

    long count(Predicate<SkillRun> which) {
        return worlds.values().stream().flatMap(List::stream).filter(which).count();
    }

    /// Worlds without a figure are left out.
    SortedMap<Long, Double> each(ToDoubleFunction<SkillRun> figure) {
        final SortedMap<Long, Double> means = new TreeMap<>();
        worlds.forEach((seed, runs) -> {
            final List<Double> values = runs.stream()
                    .mapToDouble(figure)
                    .filter(value -> !Double.isNaN(value))
                    .boxed()
                    .toList();
            if (!values.isEmpty()) means.put(seed, Means.of(values).mean());
        });
        return means;
    }

    /// Shares of one figure in another, %, so that their mean is the ratio of the means, and the standard error
    /// of their mean that of the ratio, linearised. A mean of ratios would be ruled by worlds in which little is
    /// attainable.
    /// ```
    /// R + (c_i - R a_i) / ā,   R = c̄ / ā
    /// ```
    SortedMap<Long, Double> shares(ToDoubleFunction<SkillRun> figure, ToDoubleFunction<SkillRun> whole) {
        final SortedMap<Long, Double> parts = each(figure);
        final SortedMap<Long, Double> wholes = each(whole);
        parts.keySet().retainAll(wholes.keySet());
        wholes.keySet().retainAll(parts.keySet());
        if (parts.isEmpty()) return parts;
        final double mean = Means.of(wholes.values()).mean();
        final double ratio = Means.of(parts.values()).mean() / mean;
        parts.replaceAll(
                (seed, part) -> 100 * (ratio + (part - ratio * Objects.requireNonNull(wholes.get(seed))) / mean));
        return parts;
    }

    /// World by world, where both have a figure.
    static SortedMap<Long, Double> minus(SortedMap<Long, Double> one, SortedMap<Long, Double> other) {
        final SortedMap<Long, Double> differences = new TreeMap<>(one);
        differences.keySet().retainAll(other.keySet());
        differences.replaceAll((seed, value) -> value - Objects.requireNonNull(other.get(seed)));
        return differences;
    }
}
