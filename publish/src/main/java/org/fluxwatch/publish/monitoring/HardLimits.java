package org.fluxwatch.publish.monitoring;

import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.settings.AlarmSettings;

/// Limits of the settings.
final class HardLimits {
    private HardLimits() {}

    static Range of(Statistic statistic, AlarmSettings settings) {
        return switch (statistic) {
            case OMB_MEAN, OMA_MEAN -> new Range(-settings.hardMeanPpm(), settings.hardMeanPpm());
            case OMB_SD -> new Range(Double.NaN, settings.hardSdPpm());
            case CHI_SQUARE -> new Range(Double.NaN, settings.hardChiSquare());
            case GATED_SHARE -> new Range(Double.NaN, settings.hardGatedShare());
            case COUNT -> Range.UNKNOWN;
        };
    }
}
