package org.fluxwatch.publish.daily;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.contract.record.DailyAnalysis.Making;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.text.Sha256;

/// What a product was made of, as global attributes. Lists are one line each entry, words separated by blanks; an
/// empty one is `none`.
final class Provenance {
    private static final String NONE = "none";

    private Provenance() {}

    /// The end of `history`, without a clock: the same input gives the same bytes.
    static String from(List<Granule> granules) {
        return ", from " + granules.size() + " granules"
                + granules.stream()
                        .map(granule -> granule.version().produced())
                        .max(String::compareTo)
                        .map(produced -> ", the newest produced " + produced)
                        .orElse("");
    }

    static ClassicAttribute fields(List<String> names) {
        return ClassicAttribute.of("fields", String.join(" ", names));
    }

    static List<String> fields(ClassicFile file) {
        final String fields = file.text("fields").orElse("");
        return fields.isBlank() ? List.of() : List.of(fields.split(" "));
    }

    static ClassicAttribute granules(List<Granule> granules) {
        return ClassicAttribute.of("granules", lines(granules, Provenance::line));
    }

    static String line(Granule granule) {
        final String line = granule.name() + " " + granule.sensor().label() + " " + granule.version() + " "
                + granule.superobservations();
        return granule.co2Scale() == Co2Scale.X2007
                ? line // as before scales were told
                : line + " " + granule.co2Scale().label();
    }

    static List<Granule> granules(ClassicFile file) {
        return lines(file, "granules").stream().map(Provenance::granule).toList();
    }

    private static Granule granule(String line) {
        final String[] words = line.split(" ", -1);
        return new Granule(
                words[0],
                Sensor.of(words[1]),
                GranuleVersion.parse(words[2]),
                Integer.parseInt(words[3]),
                words.length > 4 ? Co2Scale.of(words[4]) : Co2Scale.X2007);
    }

    /// Scales of the granules, one a line: more than one where granules of several scales came together.
    static ClassicAttribute co2Scale(List<Granule> granules) {
        return ClassicAttribute.of("co2_scale", lines(Granule.scales(granules), Co2Scale::name));
    }

    static ClassicAttribute standIns(Set<StandIn> standIns) {
        return ClassicAttribute.of("stand_ins", lines(standIns, StandIn::label));
    }

    static Set<StandIn> standIns(ClassicFile file) {
        return lines(file, "stand_ins").stream().map(StandIn::of).collect(Collectors.toCollection(TreeSet::new));
    }

    static ClassicAttribute inputs(Map<String, String> inputs) {
        return ClassicAttribute.of(
                "inputs",
                lines(
                        inputs.entrySet(),
                        entry -> entry.getKey() + " "
                                + entry.getValue().replace('\n', ' ').strip()));
    }

    static Map<String, String> inputs(ClassicFile file) {
        final Map<String, String> inputs = new TreeMap<>();
        for (String line : lines(file, "inputs")) {
            final int blank = line.indexOf(' ');
            inputs.put(line.substring(0, blank), line.substring(blank + 1));
        }
        return inputs;
    }

    /// What the stand-ins mean, in words.
    static Optional<ClassicAttribute> comment(Set<StandIn> standIns) {
        if (standIns.isEmpty()) return Optional.empty();
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
        return Optional.of(ClassicAttribute.of(
                "comment", Stream.concat(ofGranules, invented).collect(Collectors.joining(" "))));
    }

    /// By what it was made; what is not known is left out.
    static List<ClassicAttribute> making(Making making) {
        final List<ClassicAttribute> attributes = new ArrayList<>();
        if (!making.version().isEmpty()) attributes.add(ClassicAttribute.of("program_version", making.version()));
        if (!making.checkpoint().isEmpty()) attributes.add(ClassicAttribute.of("checkpoint", making.checkpoint()));
        if (!making.settings().isEmpty()) {
            attributes.add(ClassicAttribute.of(
                    "settings_digest", Sha256.hex(making.settings().getBytes(StandardCharsets.UTF_8))));
            attributes.add(ClassicAttribute.of("settings", making.settings()));
        }
        return attributes;
    }

    static Making making(ClassicFile file) {
        return new Making(
                file.text("program_version").orElse(""),
                file.text("settings").orElse(""),
                file.text("checkpoint").orElse(""));
    }

    static <T> String lines(Collection<T> items, Function<T, String> line) {
        return items.isEmpty() ? NONE : items.stream().map(line).collect(Collectors.joining("\n"));
    }

    static List<String> lines(ClassicFile file, String attribute) {
        final String text = NetcdfRead.attribute(file, attribute);
        return text.equals(NONE) ? List.of() : text.lines().toList();
    }
}
