package org.fluxwatch.assimilate.inversion.experiment;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.solve.Sensitivity;
import org.fluxwatch.assimilate.inversion.system.Estimated;
import org.fluxwatch.assimilate.inversion.system.ObservationRows;
import org.fluxwatch.assimilate.inversion.system.Windows;
import org.fluxwatch.contract.record.ObservationRow;

/// The observations of a month with all that experiments take from them.
///
/// @param daysIn days that are analysed
/// @param seen those that have a row
/// @param unused those of satellites that have none, by reason
record MonthEvidence(YearMonth month, int daysIn, List<Seen> seen, SortedMap<String, Integer> unused) {
    /// @param day it came with
    /// @param backgrounds ppm, NaN where there is none `[backgrounds]`
    /// @param simulated what each prior's fluxes add, ppm `[priors]`
    record Seen(LocalDate day, ObservationRow row, double[] backgrounds, double[] simulated) {
        /// Whether estimates are made from it.
        boolean isUsed() {
            return !row.ofStation() && !row.withheld();
        }

        Sensitivity.Evidence evidence() {
            return new Sensitivity.Evidence(
                    ObservationRows.of(row, 0), row.observation().ppm(), backgrounds, simulated);
        }
    }

    static MonthEvidence of(
            YearMonth month,
            SortedMap<LocalDate, List<ObservationRow>> days,
            Windows windows,
            Estimated estimated,
            List<String> backgrounds) {
        final List<Seen> seen = new ArrayList<>();
        final SortedMap<String, Integer> unused = new TreeMap<>();
        days.forEach((day, rows) -> {
            for (ObservationRow row : rows)
                if (row.unusedBecause().isEmpty())
                    seen.add(new Seen(
                            day,
                            row,
                            backgrounds.stream()
                                    .mapToDouble(name -> windows.ppm(row, name, estimated.background(name)))
                                    .toArray(),
                            estimated.priors().stream()
                                    .mapToDouble(name -> simulated(row, name))
                                    .toArray()));
                else if (!row.ofStation()) unused.merge(row.unusedBecause(), 1, Integer::sum);
        });
        return new MonthEvidence(month, days.size(), seen, unused);
    }

    private static double simulated(ObservationRow row, String prior) {
        final Double simulated = row.simulatedPpm().get(prior);
        if (simulated == null)
            throw new IllegalArgumentException(row.identity() + " has no prior '" + prior + "', but "
                    + row.simulatedPpm().keySet() + ": the settings had others when it was analysed");
        return simulated;
    }

    List<Sensitivity.Evidence> used() {
        return seen.stream().filter(Seen::isUsed).map(Seen::evidence).toList();
    }

    /// Of days up to one.
    List<Sensitivity.Evidence> upTo(LocalDate last) {
        return seen.stream()
                .filter(one -> one.isUsed() && !one.day().isAfter(last))
                .map(Seen::evidence)
                .toList();
    }
}
