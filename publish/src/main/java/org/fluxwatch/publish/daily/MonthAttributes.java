package org.fluxwatch.publish.daily;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.Sensor;

/// The monthly file's global attributes, and the month out of them and the variables.
final class MonthAttributes {
    private MonthAttributes() {}

    /// @param what begins the title
    /// @param found by which the file is found
    static List<ClassicAttribute> of(String what, MonthProduct product, List<ClassicAttribute> found) {
        final AnalysisIdentity identity = product.identity();
        final MonthEstimate estimate = product.estimate();
        final List<ClassicAttribute> attributes = new ArrayList<>(List.of(
                ClassicAttribute.of("Conventions", Discovery.CONVENTIONS),
                ClassicAttribute.of(
                        "title", what + " CO2 flux inversion, " + identity.domain() + ", " + product.month()),
                ClassicAttribute.of(
                        "summary",
                        "Net and natural surface flux of CO2 and its uncertainty, estimated from satellite XCO2; flux is"
                                + " positive to the air."),
                ClassicAttribute.of(
                        "source",
                        "fluxwatch: analytical inversion of satellite XCO2 with source-receptor rows, "
                                + product.method()),
                ClassicAttribute.of(
                        "history",
                        "fluxwatch publish: inversion of " + product.month() + " as of " + identity.day()
                                + ", revision " + identity.revision() + Provenance.from(estimate.granules())),
                ClassicAttribute.of("domain", identity.domain()),
                ClassicAttribute.of("month", product.month().toString()),
                ClassicAttribute.of("status", product.edition().status()),
                ClassicAttribute.of("days_in", estimate.daysIn()),
                ClassicAttribute.of("as_of", identity.day().toString()),
                ClassicAttribute.of("revision", identity.revision()),
                ClassicAttribute.of("background", product.background()),
                ClassicAttribute.of("method", product.method()),
                ClassicAttribute.of("observations_used", estimate.used())));
        attributes.add(Provenance.fields(
                product.fields().stream().map(AnalysisField::name).toList()));
        attributes.add(Provenance.granules(estimate.granules()));
        attributes.add(Provenance.co2Scale(estimate.granules()));
        attributes.add(ClassicAttribute.of(
                "missing_days", Provenance.lines(estimate.missing().entrySet(), MonthAttributes::missing)));
        attributes.add(Provenance.standIns(product.standIns()));
        attributes.add(Provenance.inputs(product.inputs()));
        attributes.addAll(Provenance.making(product.making()));
        Provenance.comment(product.standIns()).ifPresent(attributes::add);
        attributes.addAll(found);
        return attributes;
    }

    /// A sensor and its days, separated by blanks.
    private static String missing(Map.Entry<Sensor, List<LocalDate>> entry) {
        return Stream.concat(
                        Stream.of(entry.getKey().label()),
                        entry.getValue().stream().map(LocalDate::toString))
                .collect(Collectors.joining(" "));
    }

    static AnalysisIdentity readIdentity(ClassicFile file) {
        return new AnalysisIdentity(
                NetcdfRead.attribute(file, "domain"),
                AssimilationSystem.INVERSION,
                LocalDate.parse(NetcdfRead.attribute(file, "as_of")),
                NetcdfRead.number(file, "revision"));
    }

    /// @param observations the file of the month's observations
    static MonthProduct read(ClassicFile file, ClassicFile observations) {
        final AnalysisIdentity identity = readIdentity(file);
        return new MonthProduct(
                identity,
                Provenance.inputs(file),
                Provenance.making(file),
                Provenance.standIns(file),
                NetcdfRead.attribute(file, "background"),
                NetcdfRead.attribute(file, "method"),
                estimate(file, observations),
                FieldVariables.read(file, Provenance.fields(file), identity),
                InversionObservations.read(observations, identity));
    }

    private static MonthEstimate estimate(ClassicFile file, ClassicFile observations) {
        return new MonthEstimate(
                YearMonth.parse(NetcdfRead.attribute(file, "month")),
                NetcdfRead.number(file, "days_in"),
                NetcdfRead.attribute(file, "status").equals(Edition.FINAL),
                NetcdfRead.number(file, "observations_used"),
                MonthVariables.readUnused(observations),
                MonthVariables.readScalar(file, "chi_square"),
                MonthVariables.readScalar(file, "degrees_of_freedom"),
                MonthVariables.readOffsets(file),
                MonthVariables.readScalar(file, "lost_share"),
                RegionTotalVariables.read(file),
                RegionTotalVariables.readCovariance(file),
                ScoreVariables.read(observations),
                Provenance.granules(file),
                missing(file));
    }

    private static Map<Sensor, List<LocalDate>> missing(ClassicFile file) {
        final Map<Sensor, List<LocalDate>> missing = new TreeMap<>();
        for (String line : Provenance.lines(file, "missing_days")) {
            final String[] words = line.split(" ", -1);
            missing.put(
                    Sensor.of(words[0]),
                    Arrays.stream(words).skip(1).map(LocalDate::parse).toList());
        }
        return missing;
    }
}
