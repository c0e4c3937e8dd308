package org.fluxwatch.publish.daily;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Sources;
import org.fluxwatch.contract.record.Sensor;

/// The daily file's global attributes.
final class DayAttributes {
    private DayAttributes() {}

    static List<ClassicAttribute> of(DailyAnalysis day, FilterPart part) {
        final AnalysisIdentity identity = day.identity();
        final Sources sources = day.sources();
        final List<ClassicAttribute> attributes = new ArrayList<>(List.of(
                ClassicAttribute.of("Conventions", "CF-1.8"),
                ClassicAttribute.of(
                        "title", "Daily CO2 flux and XCO2 analysis, " + identity.domain() + ", " + identity.day()),
                ClassicAttribute.of("source", "fluxwatch: " + part.method()),
                ClassicAttribute.of(
                        "history",
                        "fluxwatch publish: analysis of " + identity.day() + ", revision " + identity.revision()
                                + part.historyNote() + Provenance.from(sources.granules())),
                ClassicAttribute.of("domain", identity.domain()),
                ClassicAttribute.of("day", identity.day().toString()),
                ClassicAttribute.of("revision", identity.revision())));
        attributes.addAll(part.attributes());
        attributes.add(Provenance.fields(day.fields()));
        attributes.add(Provenance.granules(sources.granules()));
        attributes.add(
                ClassicAttribute.of("missing_sensors", Provenance.lines(sources.missingSensors(), Sensor::label)));
        attributes.add(Provenance.standIns(sources.standIns()));
        attributes.add(Provenance.inputs(sources.inputs()));
        Provenance.comment(sources.standIns()).ifPresent(attributes::add);
        return attributes;
    }

    static DailyAnalysis read(ClassicFile file, int innovations) {
        return new DailyAnalysis(
                new AnalysisIdentity(
                        NetcdfRead.attribute(file, "domain"),
                        AssimilationSystem.FILTER,
                        LocalDate.parse(NetcdfRead.attribute(file, "day")),
                        NetcdfRead.number(file, "revision")),
                new Sources(
                        Provenance.granules(file),
                        Provenance.lines(file, "missing_sensors").stream()
                                .map(Sensor::of)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        Provenance.standIns(file),
                        Provenance.inputs(file)),
                new DailyAnalysis.Counts(innovations, SummaryVariables.readCounts(file)),
                SummaryVariables.readRegions(file),
                Provenance.fields(file),
                FilterPart.read(file));
    }
}
