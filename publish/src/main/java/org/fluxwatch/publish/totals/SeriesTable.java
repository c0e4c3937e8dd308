package org.fluxwatch.publish.totals;

import java.util.List;

/// A series as comma-separated values: one line a period and region, totals in TgC, an empty field for what is not
/// known. Numbers are written so that they read back as they were.
public final class SeriesTable {
    private static final String HEADER =
            "period,begin,end,region,area_km2,days_in,days_missing,spin_up_days,prior_tgc,prior_spread_tgc,"
                    + "analysis_tgc,analysis_spread_tgc,fossil_tgc,fire_tgc,note\n";

    private SeriesTable() {}

    /// Lines end with a newline each; `end` is the day after the last.
    public static String csv(List<PeriodTotals> series) {
        final StringBuilder text = new StringBuilder(HEADER);
        for (PeriodTotals period : series)
            for (PeriodTotals.Group group : period.groups()) {
                text.append(period.span().name())
                        .append(',')
                        .append(period.span().begin())
                        .append(',')
                        .append(period.span().end())
                        .append(',')
                        .append(quoted(group.name()));
                number(text, group.areaKm2());
                text.append(',')
                        .append(period.days().size())
                        .append(',')
                        .append(period.lacking())
                        .append(',')
                        .append(period.spinUpDays());
                number(text, group.prior());
                number(text, group.priorSpread());
                number(text, group.analysis());
                number(text, group.analysisSpread());
                number(text, group.fossil());
                number(text, group.fire());
                text.append(',').append(quoted(group.note())).append('\n');
            }
        return text.toString();
    }

    private static void number(StringBuilder text, double value) {
        text.append(',');
        if (!Double.isNaN(value)) text.append(value);
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
