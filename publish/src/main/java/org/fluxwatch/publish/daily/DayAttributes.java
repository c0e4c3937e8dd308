package org.fluxwatch.publish.daily;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.contract.record.DailyAnalysis.Sources;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;

/// The daily file's global attributes. Lists are one line each entry, words separated by blanks; an empty one is
/// `none`.
final class DayAttributes {
    private static final String NONE = "none";

    private DayAttributes() {}

    static List<ClassicAttribute> of(DailyAnalysis day, SystemPart part) {
        final AnalysisIdentity identity = day.identity();
        final List<ClassicAttribute> attributes = new ArrayList<>(List.of(
                ClassicAttribute.of("Conventions", "CF-1.8"),
                ClassicAttribute.of(
                        "title", "Daily CO2 flux and XCO2 analysis, " + identity.domain() + ", " + identity.day()),
                ClassicAttribute.of("source", "fluxwatch: " + part.method()),
                ClassicAttribute.of("history", history(day, part)),
                ClassicAttribute.of("domain", identity.domain()),
                ClassicAttribute.of("day", identity.day().toString()),
                ClassicAttribute.of("revision", identity.revision())));
        attributes.addAll(part.attributes());
        attributes.add(ClassicAttribute.of("fields", String.join(" ", day.fields())));
        attributes.addAll(ofSources(day.sources()));
        return attributes;
    }

    private static List<ClassicAttribute> ofSources(Sources sources) {
        final List<ClassicAttribute> attributes = new ArrayList<>(List.of(
                ClassicAttribute.of("granules", lines(sources.granules(), DayAttributes::line)),
                ClassicAttribute.of("missing_sensors", lines(sources.missingSensors(), Sensor::label)),
                ClassicAttribute.of("stand_ins", lines(sources.standIns(), StandIn::label)),
                ClassicAttribute.of(
                        "inputs",
                        lines(
                                sources.inputs().entrySet(),
                                entry -> entry.getKey() + " "
                                        + entry.getValue().replace('\n', ' ').strip()))));
        if (!sources.standIns().isEmpty()) attributes.add(ClassicAttribute.of("comment", comment(sources.standIns())));
        return attributes;
    }

    /// Without a clock: the same input gives the same bytes.
    private static String history(DailyAnalysis day, SystemPart part) {
        final List<Granule> granules = day.sources().granules();
        return "fluxwatch publish: analysis of " + day.identity().day() + ", revision "
                + day.identity().revision() + part.historyNote() + ", from " + granules.size() + " granules"
                + granules.stream()
                        .map(granule -> granule.version().produced())
                        .max(String::compareTo)
                        .map(produced -> ", the newest produced " + produced)
                        .orElse("");
    }

    private static String comment(Set<StandIn> standIns) {
        final Stream<String> ofGranules = standIns.stream().flatMap(standIn -> switch (standIn) {
            case QUALITY_FLAG ->
                Stream.of("STAND-IN: granules without quality flag were used; every sounding was taken as good.");
            case COLUMN_OPERATOR ->
                Stream.of("STAND-IN: granules without averaging kernel or pressure weights were used; a kernel of 1 and"
                        + " the weights of 20 levels at equal steps of pressure were assumed.");
            case INVENTED_METEOROLOGY, INVENTED_PRIOR, INVENTED_BOUNDARY -> Stream.empty();
        });
        final Stream<String> invented = Stream.of(StandIn.inventedOf(standIns))
                .filter(words -> !words.isEmpty())
                .map(words -> "INVENTED: " + words + "; the fluxes mean nothing for the real earth.");
        return Stream.concat(ofGranules, invented).collect(Collectors.joining(" "));
    }

    private static String line(Granule granule) {
        return granule.name() + " " + granule.sensor().label() + " " + granule.version() + " "
                + granule.superobservations();
    }

    private static <T> String lines(Collection<T> items, java.util.function.Function<T, String> line) {
        return items.isEmpty() ? NONE : items.stream().map(line).collect(Collectors.joining("\n"));
    }

    private static List<String> lines(ClassicFile file, String attribute) {
        final String text = NetcdfRead.attribute(file, attribute);
        return text.equals(NONE) ? List.of() : text.lines().toList();
    }

    static DailyAnalysis read(ClassicFile file, int innovations) {
        final String fields = file.text("fields").orElse("");
        final DailyAnalysis.Filter diagnostics = FilterPart.read(file);
        return new DailyAnalysis(
                new AnalysisIdentity(
                        NetcdfRead.attribute(file, "domain"),
                        diagnostics.system(),
                        LocalDate.parse(NetcdfRead.attribute(file, "day")),
                        NetcdfRead.number(file, "revision")),
                new Sources(
                        lines(file, "granules").stream()
                                .map(DayAttributes::granule)
                                .toList(),
                        lines(file, "missing_sensors").stream()
                                .map(Sensor::of)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        lines(file, "stand_ins").stream()
                                .map(StandIn::of)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        inputs(file)),
                new DailyAnalysis.Counts(innovations, SummaryVariables.readCounts(file)),
                SummaryVariables.readRegions(file),
                fields.isBlank() ? List.of() : List.of(fields.split(" ")),
                diagnostics);
    }

    private static Granule granule(String line) {
        final String[] words = line.split(" ", -1);
        return new Granule(words[0], Sensor.of(words[1]), GranuleVersion.parse(words[2]), Integer.parseInt(words[3]));
    }

    private static Map<String, String> inputs(ClassicFile file) {
        final Map<String, String> inputs = new TreeMap<>();
        for (String line : lines(file, "inputs")) {
            final int blank = line.indexOf(' ');
            inputs.put(line.substring(0, blank), line.substring(blank + 1));
        }
        return inputs;
    }
}
