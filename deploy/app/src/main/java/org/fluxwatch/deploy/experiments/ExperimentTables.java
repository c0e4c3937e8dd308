package org.fluxwatch.deploy.experiments;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Case;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.CaseMonth;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Region;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Total;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;

/// Experiments as comma-separated values; numbers that are none are empty.
public final class ExperimentTables {
    private ExperimentTables() {}

    /// A line each prior, background, month and region.
    public static String fluxes(ExperimentReport report) {
        final StringBuilder text = new StringBuilder("prior,background,month,region,prior_net_tgc_per_day,"
                + "posterior_net_tgc_per_day,posterior_net_spread_tgc_per_day,fossil_tgc_per_day,"
                + "posterior_natural_tgc_per_day\n");
        for (Case one : report.cases())
            for (int m = 0; m < one.months().size(); m++) {
                final CaseMonth month = one.months().get(m);
                for (int r = 0; r < month.regions().size(); r++) {
                    final Region region = report.regions().get(r);
                    final Total total = month.regions().get(r);
                    final double fossil = region.fossil().get(m);
                    line(
                            text,
                            one.prior(),
                            one.background(),
                            month.month().toString(),
                            region.name(),
                            number(total.priorNet()),
                            number(total.posteriorNet()),
                            number(total.posteriorSpread()),
                            number(fossil),
                            number(total.posteriorNet() - fossil));
                }
            }
        return text.toString();
    }

    /// A line each prior, background, month or year, set and lane.
    public static String scores(ExperimentReport report) {
        final StringBuilder text = new StringBuilder(
                "prior,background,period,set,lane,count,bias_ppm,rmse_ppm,mae_ppm,correlation,chi_square\n");
        for (Case one : report.cases()) {
            for (CaseMonth month : one.months())
                scores(text, one, month.month().toString(), month.scores(), month.chiSquare());
            scores(text, one, Integer.toString(report.year()), one.scores(), Double.NaN);
        }
        return text.toString();
    }

    private static void scores(
            StringBuilder text, Case of, String period, Map<String, Scores> scores, double chiSquare) {
        scores.forEach((name, one) -> {
            final List<String> parts = List.of(name.split("/", 2));
            line(
                    text,
                    of.prior(),
                    of.background(),
                    period,
                    parts.getFirst(),
                    parts.getLast(),
                    Integer.toString(one.count()),
                    number(one.biasPpm()),
                    number(one.rmsePpm()),
                    number(one.maePpm()),
                    number(one.correlation()),
                    number(chiSquare));
        });
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "";
    }

    private static void line(StringBuilder text, String... fields) {
        for (int f = 0; f < fields.length; f++) text.append(f == 0 ? "" : ",").append(quoted(fields[f]));
        text.append('\n');
    }

    /// RFC 4180.
    private static String quoted(String field) {
        return field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + field.replace("\"", "\"\"") + '"'
                : field;
    }
}
