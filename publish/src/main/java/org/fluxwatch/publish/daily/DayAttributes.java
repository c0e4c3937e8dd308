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
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;

/// The daily file's global attributes. Lists are one line each entry, words separated by blanks; an empty one is
/// `none`.
final class DayAttributes {
    private static final String NONE = "none";

    private DayAttributes() {}

    static List<ClassicAttribute> of(DailyAnalysis day) {
        final List<ClassicAttribute> attributes = new ArrayList<>(List.of(
                ClassicAttribute.of("Conventions", "CF-1.8"),
                ClassicAttribute.of("title", "Daily CO2 flux and XCO2 analysis, " + day.domain() + ", " + day.day()),
                ClassicAttribute.of(
                        "source",
                        "fluxwatch: hourly ensemble square-root filter on satellite XCO2, " + day.members()
                                + " members"),
                ClassicAttribute.of("history", history(day)),
                ClassicAttribute.of("domain", day.domain()),
                ClassicAttribute.of("day", day.day().toString()),
                ClassicAttribute.of("revision", day.revision()),
                ClassicAttribute.of("smoothing_days", day.smoothingDays()),
                ClassicAttribute.of("members", day.members()),
                ClassicAttribute.of("fields", String.join(" ", day.fields())),
                ClassicAttribute.of("granules", lines(day.granules(), DayAttributes::line)),
                ClassicAttribute.of("missing_sensors", lines(day.missingSensors(), Sensor::label)),
                ClassicAttribute.of("stand_ins", lines(day.standIns(), StandIn::label)),
                ClassicAttribute.of(
                        "inputs",
                        lines(
                                day.inputs().entrySet(),
                                entry -> entry.getKey() + " "
                                        + entry.getValue().replace('\n', ' ').strip()))));
        if (!day.standIns().isEmpty()) attributes.add(ClassicAttribute.of("comment", comment(day.standIns())));
        return attributes;
    }

    /// Without a clock: the same input gives the same bytes.
    private static String history(DailyAnalysis day) {
        return "fluxwatch publish: analysis of " + day.day() + ", revision " + day.revision() + smoothing(day)
                + ", from "
                + day.granules().size() + " granules"
                + day.granules().stream()
                        .map(granule -> granule.version().produced())
                        .max(String::compareTo)
                        .map(produced -> ", the newest produced " + produced)
                        .orElse("");
    }

    private static String smoothing(DailyAnalysis day) {
        return day.smoothingDays() == 0
                ? ""
                : ", flux corrected by the observations of " + day.smoothingDays() + " later days";
    }

    private static String comment(Set<StandIn> standIns) {
        return standIns.stream()
                .map(standIn -> switch (standIn) {
                    case QUALITY_FLAG ->
                        "STAND-IN: granules without quality flag were used; every sounding was taken as good.";
                    case COLUMN_OPERATOR ->
                        "STAND-IN: granules without averaging kernel or pressure weights were used; a kernel of 1 and the"
                                + " weights of 20 levels at equal steps of pressure were assumed.";
                })
                .collect(Collectors.joining(" "));
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
        return new DailyAnalysis(
                NetcdfRead.attribute(file, "domain"),
                LocalDate.parse(NetcdfRead.attribute(file, "day")),
                NetcdfRead.number(file, "revision"),
                NetcdfRead.number(file, "smoothing_days"),
                fields.isBlank() ? List.of() : List.of(fields.split(" ")),
                innovations,
                lines(file, "granules").stream().map(DayAttributes::granule).toList(),
                lines(file, "missing_sensors").stream().map(Sensor::of).collect(Collectors.toCollection(TreeSet::new)),
                SummaryVariables.readCounts(file),
                SummaryVariables.readScores(file),
                SummaryVariables.readChiSquare(file),
                SummaryVariables.readRankHistogram(file),
                SummaryVariables.readRegions(file),
                lines(file, "stand_ins").stream().map(StandIn::of).collect(Collectors.toCollection(TreeSet::new)),
                NetcdfRead.number(file, "members"),
                inputs(file));
    }

    private static Granule granule(String line) {
        final String[] words = line.split(" ");
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
