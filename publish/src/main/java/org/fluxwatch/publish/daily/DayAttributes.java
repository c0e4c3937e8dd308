package org.fluxwatch.publish.daily;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Sources;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Sensor;

/// The daily file's global attributes.
final class DayAttributes {
    private DayAttributes() {}

    /// @param what begins the title
    /// @param found by which the file is found
    static List<ClassicAttribute> of(String what, DailyAnalysis day, FilterPart part, List<ClassicAttribute> found) {
        final AnalysisIdentity identity = day.identity();
        final Sources sources = day.sources();
        final List<ClassicAttribute> attributes = new ArrayList<>(List.of(
                ClassicAttribute.of("Conventions", Discovery.CONVENTIONS),
                ClassicAttribute.of(
                        "title", what + " CO2 flux and XCO2 analysis, " + identity.domain() + ", " + identity.day()),
                ClassicAttribute.of(
                        "summary",
                        "Natural surface flux of CO2 and its uncertainty, with XCO2, analysed from satellite soundings;"
                                + " flux is positive to the air."),
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
        attributes.add(Provenance.co2Scale(sources.granules()));
        attributes.add(
                ClassicAttribute.of("missing_sensors", Provenance.lines(sources.missingSensors(), Sensor::label)));
        attributes.add(Provenance.standIns(sources.standIns()));
        attributes.add(Provenance.inputs(sources.inputs()));
        attributes.add(ClassicAttribute.of(
                "flux_details",
                Provenance.lines(
                        day.counts().details().entrySet(),
                        count -> count.getKey().label() + " " + count.getValue())));
        attributes.addAll(Provenance.making(sources.making()));
        Provenance.comment(sources.standIns()).ifPresent(attributes::add);
        attributes.addAll(found);
        return attributes;
    }

    /// None in files of version 0.2.0 and before.
    private static Map<FluxDetail.Kind, Integer> details(ClassicFile file) {
        if (file.text("flux_details").isEmpty()) return Map.of();
        return Provenance.lines(file, "flux_details").stream()
                .map(line -> line.split(" ", -1))
                .collect(Collectors.toMap(words -> FluxDetail.Kind.of(words[0]), words -> Integer.parseInt(words[1])));
    }

    /// @param observations the file of the day's observations
    static DailyAnalysis read(ClassicFile file, ClassicFile observations) {
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
                        Provenance.inputs(file),
                        Provenance.making(file)),
                new DailyAnalysis.Counts(
                        observations.shape("obs_time")[0], SummaryVariables.readCounts(observations), details(file)),
                SummaryVariables.readRegions(file),
                Provenance.fields(file),
                FilterPart.read(file, observations));
    }
}
