package org.fluxwatch.deploy.osse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.deploy.osse.SkillRun.Skill;

/// Runs of many worlds as a table for a person: means over worlds with their standard errors ([RunsByWorld]).
final class SkillTable {
    private final StringBuilder text = new StringBuilder();
    private final List<String> settings;
    private final Map<String, RunsByWorld> runs = new HashMap<>();
    private final long stopped;

    /// @param settings names, the first one's are held against the others'
    /// @param runs of one kind of world
    SkillTable(List<String> settings, List<SkillRun> runs) {
        this.settings = settings;
        for (String name : settings)
            this.runs.put(
                    name,
                    new RunsByWorld(runs.stream()
                            .filter(run -> run.settings().equals(name))
                            .toList()));
        stopped = runs.stream().filter(SkillRun::hasStopped).count();
    }

    /// @param of a figure a world
    private record Column(String name, String format, Function<RunsByWorld, SortedMap<Long, Double>> of) {
        Column(String name, String format, ToDoubleFunction<SkillRun> ofRun) {
            this(name, format, (RunsByWorld runs) -> runs.each(ofRun));
        }
    }

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
            new Column(
                    "share of it, %",
                    "%.1f", (RunsByWorld runs) -> runs.shares(first(Skill::cut), SkillRun::attainableFirst)),
            new Column("last", "%.1f", (RunsByWorld runs) -> runs.shares(last(Skill::cut), SkillRun::attainableLast)),
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
        if (!of(settings.getFirst()).each(first(Skill::cut)).isEmpty()) leastCuts();
        else line("  no cut: its prior has no error in what the filter estimates");
        if (!of(settings.getFirst()).each(SkillRun::attainableFirst).isEmpty())
            line("  share of it: the mean cut over the mean attainable cut, its error by linearisation");
        if (stopped > 0) line("  %d runs in which the filter stopped itself are in none of these figures", stopped);
        return text.toString();
    }

    private void leastCuts() {
        text.append(Figures.format("  %-14s", "least cut, %"));
        for (String name : settings)
            text.append(Figures.format(
                    "%30s",
                    Figures.format("%.1f", least(of(name).each(first(Skill::cut)))) + ", last "
                            + Figures.format("%.1f", least(of(name).each(last(Skill::cut))))));
        text.append('\n');
    }

    private void line(String format, Object... values) {
        text.append(Figures.format(format, values)).append('\n');
    }

    private RunsByWorld of(String name) {
        return Objects.requireNonNull(runs.get(name));
    }

    private void row(Column column) {
        final SortedMap<Long, Double> own = column.of.apply(of(settings.getFirst()));
        if (own.isEmpty()) return;
        text.append(Figures.format("  %-14s", column.name));
        for (String name : settings) text.append(Figures.format("%30s", mean(column, column.of.apply(of(name)))));
        for (String other : settings.subList(1, settings.size())) {
            final Set<Long> both = new TreeSet<>(own.keySet());
            both.retainAll(column.of.apply(of(other)).keySet());
            text.append(Figures.format(
                    "%30s",
                    mean(
                            column,
                            RunsByWorld.minus(
                                    column.of.apply(of(settings.getFirst()).among(both)),
                                    column.of.apply(of(other).among(both))))));
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
}
