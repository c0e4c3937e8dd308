package org.fluxwatch.deploy.osse;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/// What a filter would gain without one thing or another, and what is attainable, as a table for a person.
final class LossTable {
    /// Name of the line of all gains together.
    static final String ALL = "all three, and told of the winds";

    /// Name of the line that has all that the attainable is computed with.
    static final String FREE = "so, 4 x the members, not localized";

    private static final String FOOT = """
              gained: over the first line, in the same worlds. Gains do not add up: each is what one change brings while all else
              stays as it is. All three: winds, members, statistics. The attainable has the true winds and statistics, no sampling
              noise and no localization, as the line below that of three comes near to; for both inflow and begin err, so that what
              is gained without these errors is no part of its lead. unexplained: attainable less that line: the forms of the filter's
              errors and updates, members still. In the other lines without wind errors the filter still takes its winds for wrong.
            """;

    private final StringBuilder text = new StringBuilder();
    private final Map<String, RunsByWorld> lines;

    /// Figures by world.
    private record Line(
            SortedMap<Long, Double> cut,
            SortedMap<Long, Double> cutLast,
            SortedMap<Long, Double> rmse,
            SortedMap<Long, Double> rmseLast) {
        static Line of(RunsByWorld runs) {
            return new Line(
                    runs.each(run -> run.first().cut()),
                    runs.each(run -> run.last().cut()),
                    runs.each(run -> run.first().analysis()),
                    runs.each(run -> run.last().analysis()));
        }

        static Line attainable(RunsByWorld runs) {
            return new Line(
                    runs.each(SkillRun::attainableFirst),
                    runs.each(SkillRun::attainableLast),
                    runs.each(run -> run.first().prior() * (1 - run.attainableFirst() / 100)),
                    runs.each(run -> run.last().prior() * (1 - run.attainableLast() / 100)));
        }
    }

    /// @param lines by name, the first one that of the settings as they are, one named [#FREE]
    LossTable(Map<String, RunsByWorld> lines) {
        this.lines = lines;
    }

    String text(String head) {
        final RunsByWorld own = lines.values().iterator().next();
        final Line without = Line.of(own);
        final Line attainable = Line.attainable(own);
        final Line free = Line.of(Objects.requireNonNull(lines.get(FREE)));
        text.append(head).append('\n');
        row("", "cut, %", "gained", "last", "gained", "RMSE gained", "last");
        lines.forEach((name, runs) -> {
            if (runs == own) row(name, mean(without.cut), "", mean(without.cutLast), "", "", "");
            else row(name, Line.of(runs), without);
        });
        row("attainable", attainable, without);
        row(
                "share of it, %",
                mean(own.shares(run -> run.first().cut(), SkillRun::attainableFirst)),
                "",
                mean(own.shares(run -> run.last().cut(), SkillRun::attainableLast)),
                "",
                "",
                "");
        row(
                "unexplained",
                "",
                gained(attainable.cut, free.cut),
                "",
                gained(attainable.cutLast, free.cutLast),
                less(free.rmse, attainable.rmse),
                less(free.rmseLast, attainable.rmseLast));
        final long stopped = lines.values().stream()
                .mapToLong(runs -> runs.count(SkillRun::hasStopped))
                .sum();
        if (stopped > 0)
            text.append("  ")
                    .append(stopped)
                    .append(" runs in which the filter stopped itself are in none of these figures\n");
        return text.append(FOOT).toString();
    }

    private void row(String name, Line line, Line without) {
        row(
                name,
                mean(line.cut),
                gained(line.cut, without.cut),
                mean(line.cutLast),
                gained(line.cutLast, without.cutLast),
                less(without.rmse, line.rmse),
                less(without.rmseLast, line.rmseLast));
    }

    private void row(String name, String... figures) {
        final StringBuilder row = new StringBuilder(Figures.format("  %-36s", name));
        for (int column = 0; column < figures.length; column++)
            row.append(Figures.format(column < 4 ? "%14s" : "%17s", figures[column]));
        text.append(row.toString().stripTrailing()).append('\n');
    }

    private static String mean(SortedMap<Long, Double> worlds) {
        return format("%.1f +- %.1f", worlds);
    }

    private static String gained(SortedMap<Long, Double> with, SortedMap<Long, Double> without) {
        return format("%+.1f +- %.1f", RunsByWorld.minus(with, without));
    }

    private static String less(SortedMap<Long, Double> without, SortedMap<Long, Double> with) {
        return format("%+.3f +- %.3f", RunsByWorld.minus(without, with));
    }

    private static String format(String format, SortedMap<Long, Double> worlds) {
        final Means means = Means.of(worlds.values());
        return Figures.format(format, means.mean(), means.standardError());
    }
}
