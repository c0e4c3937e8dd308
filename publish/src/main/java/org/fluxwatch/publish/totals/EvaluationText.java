package org.fluxwatch.publish.totals;

import java.util.List;
import java.util.Locale;

/// The tables of an [Evaluation] for a person, and as comma-separated values.
public final class EvaluationText {
    private EvaluationText() {}

    /// For a terminal.
    public static String text(Evaluation.Tables tables) {
        final StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s, %s to %s: %d days, %d of spin-up left out, %d missing, %d damaged%n%s%n%n",
                tables.domain(),
                tables.from(),
                tables.to(),
                tables.days(),
                tables.spinUpDays(),
                tables.missingDays(),
                tables.damaged().size(),
                sift(tables)));
        if (tables.unknownSpinUpDays() > 0)
            text.insert(
                    text.length() - System.lineSeparator().length(),
                    "of " + tables.unknownSpinUpDays()
                            + " days it is not known whether the ensemble had settled (files of 0.2.0); they are in"
                            + System.lineSeparator());
        text.append("Fit to XCO2 (ppm): validation CTRL/FC/AN, assimilation BG (as Table 2 of Kou et al.)\n");
        text.append(String.format(
                Locale.ROOT,
                "%-8s %-20s %-20s %-20s %7s %7s %6s %6s %6s %6s%n",
                "",
                "RMSE",
                "CORR",
                "MAE",
                "NUM",
                "NUM",
                "RMSE",
                "CORR",
                "MAE",
                "error"));
        for (Evaluation.Fit fit : tables.fits())
            text.append(String.format(
                    Locale.ROOT,
                    "%-8s %-20s %-20s %-20s %7d %7d %6.2f %6.2f %6.2f %6.2f%n",
                    fit.period(),
                    three(fit.rmseControl(), fit.rmseForecast(), fit.rmseAnalysis()),
                    three(fit.correlationControl(), fit.correlationForecast(), fit.correlationAnalysis()),
                    three(fit.maeControl(), fit.maeForecast(), fit.maeAnalysis()),
                    fit.validated(),
                    fit.assimilated(),
                    fit.rmseBackground(),
                    fit.correlationBackground(),
                    fit.maeBackground(),
                    fit.medianError()));
        text.append("\nBiases of the validation, simulated less observed, percent within ppm (as Table 3)\n");
        text.append(String.format(Locale.ROOT, "%-10s %7s %7s %7s%n", "", "CTRL", "FC", "AN"));
        for (Evaluation.Share share : tables.shares())
            text.append(String.format(
                    Locale.ROOT,
                    "%-10s %7.2f %7.2f %7.2f%n",
                    String.format(Locale.ROOT, "[%.0f,%.0f]", share.least(), share.greatest()),
                    share.control(),
                    share.forecast(),
                    share.analysis()));
        text.append(String.format(
                Locale.ROOT,
                "%-10s %7.4f %7.4f %7.4f%n",
                "sd, ppm",
                tables.biasSdControl(),
                tables.biasSdForecast(),
                tables.biasSdAnalysis()));
        text.append("\nError reduction by latitude, 100 (1 - sd_FC / sd_CTRL), over all longitudes of the domain"
                + " (Figure 7d: 105 to 120 E)\n");
        bands(text, tables.bands());
        if (!tables.paperBands().isEmpty()) {
            text.append("\nError reduction by latitude, 105 to 120 E (as Figure 7d)\n");
            bands(text, tables.paperBands());
        }
        text.append("\nSeasonal cycle of regions (annual harmonic): amplitude TgC/day, day of deepest uptake\n");
        for (Evaluation.Season season : tables.seasons())
            text.append(String.format(
                    Locale.ROOT,
                    "%-24s prior %8.4f day %5.1f, analysis %8.4f day %5.1f: %6.3f times, %+6.1f days%n",
                    season.region(),
                    season.prior().amplitude(),
                    season.prior().leastDay(),
                    season.analysis().amplitude(),
                    season.analysis().leastDay(),
                    season.amplitudeRatio(),
                    season.shiftDays()));
        for (String trouble : tables.damaged())
            text.append("passed over: ").append(trouble).append('\n');
        return text.toString();
    }

    private static void bands(StringBuilder text, List<Evaluation.Band> bands) {
        for (Evaluation.Band band : bands)
            text.append(String.format(
                    Locale.ROOT,
                    "%4d to %3d N %7d observations %8.2f %%%n",
                    band.south(),
                    band.south() + 1,
                    band.observations(),
                    band.errorReductionPercent()));
    }

    private static String sift(Evaluation.Tables tables) {
        return tables.sift()
                ? "with the paper's third sift at 5 ppm, which dropped " + tables.sifted() + " observations"
                : "without the paper's third sift at 5 ppm";
    }

    private static String three(double control, double forecast, double analysis) {
        return String.format(Locale.ROOT, "%.2f/%.2f/%.2f", control, forecast, analysis);
    }

    /// One line a number: `table,row,column,value`; empty for what is not known.
    public static String csv(Evaluation.Tables tables) {
        final Lines lines = new Lines();
        lines.add("period", "all", "days", tables.days());
        lines.add("period", "all", "spin_up_days_left_out", tables.spinUpDays());
        lines.add("period", "all", "spin_up_not_known_days", tables.unknownSpinUpDays());
        lines.add("period", "all", "missing_days", tables.missingDays());
        lines.add("period", "all", "damaged_days", tables.damaged().size());
        lines.add("period", "all", "third_sift_at_5ppm", tables.sift() ? 1 : 0);
        lines.add("period", "all", "sifted", tables.sifted());
        for (Evaluation.Fit fit : tables.fits()) {
            lines.add("fit", fit.period(), "validation_rmse_ctrl_ppm", fit.rmseControl());
            lines.add("fit", fit.period(), "validation_rmse_fc_ppm", fit.rmseForecast());
            lines.add("fit", fit.period(), "validation_rmse_an_ppm", fit.rmseAnalysis());
            lines.add("fit", fit.period(), "validation_corr_ctrl", fit.correlationControl());
            lines.add("fit", fit.period(), "validation_corr_fc", fit.correlationForecast());
            lines.add("fit", fit.period(), "validation_corr_an", fit.correlationAnalysis());
            lines.add("fit", fit.period(), "validation_mae_ctrl_ppm", fit.maeControl());
            lines.add("fit", fit.period(), "validation_mae_fc_ppm", fit.maeForecast());
            lines.add("fit", fit.period(), "validation_mae_an_ppm", fit.maeAnalysis());
            lines.add("fit", fit.period(), "validation_num", fit.validated());
            lines.add("fit", fit.period(), "assimilation_num", fit.assimilated());
            lines.add("fit", fit.period(), "assimilation_rmse_bg_ppm", fit.rmseBackground());
            lines.add("fit", fit.period(), "assimilation_corr_bg", fit.correlationBackground());
            lines.add("fit", fit.period(), "assimilation_mae_bg_ppm", fit.maeBackground());
            lines.add("fit", fit.period(), "assimilation_median_error_ppm", fit.medianError());
        }
        for (Evaluation.Share share : tables.shares()) {
            final String row = String.format(Locale.ROOT, "%.0f to %.0f ppm", share.least(), share.greatest());
            lines.add("bias", row, "ctrl_percent", share.control());
            lines.add("bias", row, "fc_percent", share.forecast());
            lines.add("bias", row, "an_percent", share.analysis());
        }
        lines.add("bias", "standard deviation", "ctrl_ppm", tables.biasSdControl());
        lines.add("bias", "standard deviation", "fc_ppm", tables.biasSdForecast());
        lines.add("bias", "standard deviation", "an_ppm", tables.biasSdAnalysis());
        lines.add("error_reduction", tables.bands());
        lines.add("error_reduction_105_120e", tables.paperBands());
        for (Evaluation.Season season : tables.seasons()) {
            lines.add(
                    "season",
                    season.region(),
                    "prior_amplitude_tgc_per_day",
                    season.prior().amplitude());
            lines.add(
                    "season", season.region(), "prior_least_day", season.prior().leastDay());
            lines.add(
                    "season",
                    season.region(),
                    "analysis_amplitude_tgc_per_day",
                    season.analysis().amplitude());
            lines.add(
                    "season",
                    season.region(),
                    "analysis_least_day",
                    season.analysis().leastDay());
            lines.add("season", season.region(), "amplitude_ratio", season.amplitudeRatio());
            lines.add("season", season.region(), "shift_days", season.shiftDays());
        }
        return lines.text.toString();
    }

    private static final class Lines {
        private final StringBuilder text = new StringBuilder("table,row,column,value\n");

        void add(String table, String row, String column, double value) {
            text.append(table)
                    .append(',')
                    .append(row)
                    .append(',')
                    .append(column)
                    .append(',');
            if (!Double.isNaN(value)) text.append(value);
            text.append('\n');
        }

        void add(String table, List<Evaluation.Band> bands) {
            for (Evaluation.Band band : bands) {
                add(table, band.south() + " N", "observations", band.observations());
                add(table, band.south() + " N", "percent", band.errorReductionPercent());
            }
        }

        void add(String table, String row, String column, int value) {
            text.append(table)
                    .append(',')
                    .append(row)
                    .append(',')
                    .append(column)
                    .append(',')
                    .append(value)
                    .append('\n');
        }
    }
}
