package org.fluxwatch.deploy.demo;

import java.util.Locale;

/// What an analysis has made of the prior's error, in words. A cut in percent says something only where there was
/// something to cut: of an error that is smaller than the analysis's own uncertainty any number may come.
public final class CutInWords {
    private CutInWords() {}

    /// Whether the prior's error is larger than what the analysis states of its own.
    public static boolean isCut(double priorRmse, double analysisSpread) {
        return priorRmse > analysisSpread;
    }

    /// @param priorRmse error of the prior
    /// @param analysisRmse error of the analysis
    /// @param analysisSpread standard deviation that the analysis states
    public static String of(double priorRmse, double analysisRmse, double analysisSpread) {
        if (!isCut(priorRmse, analysisSpread))
            return "prior already within its uncertainty"
                    + (analysisRmse > 2 * analysisSpread ? "; analysis off by twice its spread or more" : "");
        final double cut = 100 * (1 - analysisRmse / priorRmse);
        return String.format(Locale.ROOT, cut >= 0 ? "error cut by %.0f %%" : "error grown by %.0f %%", Math.abs(cut));
    }
}
