package org.fluxwatch.contract.record;

import java.util.Arrays;
import java.util.Map;

/// How an observation answers to the fluxes of two months, the one before its own and its own, and what else an
/// inversion takes from it; a record of the topic `rows`. Of a day's revisions the highest counts.
///
/// @param identity of the day's analysis
/// @param withheld kept out of the analysis for independent validation, as all observations of stations are
/// @param backgroundsPpm what the air would have without the fluxes of the optimised cells, by name of the
///     background; only those that a model has made, and that could be
/// @param simulatedPpm what each prior's fluxes of the optimised cells add, by name of the prior
/// @param lostShare part of the row whose origin is not known
/// @param unusedBecause why it has no row, a metric label; empty where it has one
/// @param columns of the joint state of both months, ascending
/// @param values ppm per µmol m-2 s-1, one a column
@SinceSchema(6)
public record ObservationRow(
        AnalysisIdentity identity,
        Innovation.Observation observation,
        boolean withheld,
        Map<String, Double> backgroundsPpm,
        Map<String, Double> simulatedPpm,
        double lostShare,
        String unusedBecause,
        int[] columns,
        float[] values) {
    public ObservationRow {
        backgroundsPpm = Ordered.map(backgroundsPpm);
        simulatedPpm = Ordered.map(simulatedPpm);
        if (columns.length != values.length)
            throw new IllegalArgumentException("row of " + observation.id() + " has " + columns.length + " columns and "
                    + values.length + " values, expected as many");
    }

    /// Whether it is of a station, which the analysis is held against.
    public boolean ofStation() {
        return !observation.sensor().isSatellite();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObservationRow that
                && identity.equals(that.identity)
                && observation.equals(that.observation)
                && withheld == that.withheld
                && backgroundsPpm.equals(that.backgroundsPpm)
                && simulatedPpm.equals(that.simulatedPpm)
                && Double.compare(lostShare, that.lostShare) == 0
                && unusedBecause.equals(that.unusedBecause)
                && Arrays.equals(columns, that.columns)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * identity.hashCode() + observation.hashCode();
    }
}
