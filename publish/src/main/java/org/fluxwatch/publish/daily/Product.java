package org.fluxwatch.publish.daily;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;

/// What has a file: a day of the filter, or a month of the inversion.
public sealed interface Product permits DayProduct, MonthProduct {
    /// The analysis that it is of. A month's is the latest that has a say in it.
    AnalysisIdentity identity();

    /// First day of the period.
    LocalDate begin();

    /// Its place among the products of its period.
    Edition edition();

    List<AnalysisField> fields();

    List<Innovation> innovations();

    List<Granule> granules();

    /// Sensors that all or a part of the period lacks.
    Set<Sensor> missingSensors();

    Set<StandIn> standIns();
}
