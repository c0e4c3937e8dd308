package org.fluxwatch.deploy.osse;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.deploy.osse.SkillRun.Skill;

/// Runs of many worlds as a table for a person: means over worlds with their standard errors. Ensembles of one world
/// are no worlds of their own: their mean is taken first.
final class SkillTable {
    private final StringBuilder text = new StringBuilder();
    private final List<String> settings;
    private final List<SkillRun> runs;

    /// @param settings names, the first one's are held against the others'
    /// @param runs of one kind of world
    SkillTable(List<String> settings, List<SkillRun> runs) {
        this.settings = settings;
        this.runs = runs;
    }

    private record Column(String name, String format, ToDoubleFunction<SkillRun> of) {}

    private static ToDoubleFunction<SkillRun> first(ToDoubleFunction<Skill> figure) {
        return run -> figure.applyAsDouble(run.first());
    }

    private static ToDoubleFunction<SkillRun> last(ToDoubleFunction<Skill> figure) {
        return run -> figure.applyAsDouble(run.last());
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("prior RMSE", "%.3f", first(Skill::prior)),
            new Column("RMSE", "%.3f", first(Skill::analysis)),
            new Column("RMSE, last", "%.3f", last(Skill::analysis)),
            new Column("cut, %", "%.1f", first(Skill::cut)),
            new Column("last", "%.1f", last(Skill::cut)),
            new Column("attainable, %", "%.1f", SkillRun::attainableFirst),
            new Column("last", "%.1f", SkillRun::attainableLast),
            new Column("spread / RMSE", "%.2f", first(Skill::ratio)),
            new Column("last", "%.2f", last(Skill::ratio)),
            new Column("within 90 %", "%.1f", first(Skill::covered)),
            new Column("last", "%.1f", last(Skill::covered)),
            new Column("weeks kept, %", "%.1f", first(Skill::weeksKept)),
            new Column("last", "%.1f", last(Skill::weeksKept)),
            new Column("chi-square", "%.2f", SkillRun::chiSquare),
            new Column("seconds", "%.1f", SkillRun::seconds));

    String text(String head) {
        line("%s", head);
        text.append(Figures.format("  %-14s", ""));
        for (String name : settings) text.append(Figures.format("%30s", name));
        for (int other = 1; other < settings.size(); other++)
            text.append(Figures.format("%30s", settings.getFirst() + " - " + settings.get(other)));
        text.append('\n');
        for (Column column : COLUMNS) row(column);
        text.append(Figures.format("  %-14s", "least cut, %"));
        for (String name : settings)
            text.append(Figures.format(
                    "%30s",
                    Figures.format("%.1f", least(worlds(name, first(Skill::cut)))) + ", last "
                            + Figures.format("%.1f", least(worlds(name, last(Skill::cut))))));
        text.append('\n');
        final long stopped = runs.stream().filter(SkillRun::hasStopped).count();
        if (stopped > 0) line("  %d runs in which the filter stopped itself are in none of these figures", stopped);
        return text.toString();
    }

    private void line(String format, Object... values) {
        text.append(Figures.format(format, values)).append('\n');
    }

    private void row(Column column) {
        final SortedMap<Long, Double> own = worlds(settings.getFirst(), column.of);
        if (own.isEmpty()) return;
        text.append(Figures.format("  %-14s", column.name));
        for (String name : settings) text.append(Figures.format("%30s", mean(column, worlds(name, column.of))));
        for (String other : settings.subList(1, settings.size())) {
            final SortedMap<Long, Double> differences = new TreeMap<>(own);
            final SortedMap<Long, Double> theirs = worlds(other, column.of);
            differences.keySet().retainAll(theirs.keySet());
            differences.replaceAll((seed, value) -> value - Objects.requireNonNull(theirs.get(seed)));
            text.append(Figures.format("%30s", mean(column, differences)));
        }
        text.append('\n');
    }

    private static String mean(Column column, SortedMap<Long, Double> worlds) {
        final Means means = Means.of(worlds.values());
        return Figures.format(column.format + " +- " + column.format, means.mean(), means.standardError());
    }

    private static double least(SortedMap<Long, Double> worlds) {
        return worlds.values().stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    /// Of each world the mean over its ensembles; worlds without a figure are left out.
    private SortedMap<Long, Double> worlds(String name, ToDoubleFunction<SkillRun> figure) {
        final SortedMap<Long, List<Double>> all = new TreeMap<>();
        for (SkillRun run : runs)
            if (run.settings().equals(name) && !Double.isNaN(figure.applyAsDouble(run)))
                all.computeIfAbsent(run.seed(), _ -> new ArrayList<>()).add(figure.applyAsDouble(run));
        final SortedMap<Long, Double> means = new TreeMap<>();
        all.forEach((seed, values) -> means.put(seed, Means.of(values).mean()));
        return means;
    }
}
