package org.fluxwatch.deploy.fuzz;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sounding;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.IngestSettings;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.contract.topic.Topic;

/// What every accepted value must fulfil, whatever the input was. Stated here a second time on purpose, apart from the
/// checks under test.
final class Soundness {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final double LEAST_PPM = 150;
    private static final double GREATEST_PPM = 1500;
    private static final Duration MOST_OFF = Duration.ofHours(1);

    private Soundness() {}

    static void check(Sounding sounding, LocalDate day, IngestSettings settings) {
        within("XCO2", sounding.xco2Ppm(), settings.leastXco2Ppm(), settings.greatestXco2Ppm());
        within(
                "uncertainty",
                sounding.uncertaintyPpm(),
                settings.leastUncertaintyPpm(),
                settings.greatestUncertaintyPpm());
        within("latitude", sounding.latitude(), -90, 90);
        within("longitude", sounding.longitude(), -180, 180);
        final LocalDateTime time = LocalDateTime.ofInstant(sounding.time(), ZoneOffset.UTC);
        Impossible.unless(time.toLocalDate().equals(day), "time of a sounding of " + day, time);
        final String id = Long.toUnsignedString(sounding.id());
        try {
            final LocalDateTime said = LocalDateTime.parse(id.substring(0, Math.min(14, id.length())), ID);
            Impossible.unless(
                    Duration.between(said, time).abs().compareTo(MOST_OFF) <= 0, "id of a sounding at " + time, id);
        } catch (DateTimeException e) {
            throw new Impossible("id of a sounding, which must begin with its time, is " + id);
        }
        check(sounding.column());
    }

    static void check(Superobservation one) {
        within("latitude", one.latitude(), -90, 90);
        within("longitude", one.longitude(), -180, 180);
        Impossible.unless(one.errorPpm() > 0 && one.errorPpm() < 10_000, "error", one.errorPpm());
    }

    static void check(Innovation one) {
        final Innovation.Observation observation = one.observation();
        within("latitude", observation.position().latitude(), -90, 90);
        within("longitude", observation.position().longitude(), -180, 180);
        Impossible.unless(
                one.identity().revision() >= 0, "revision", one.identity().revision());
        Impossible.unless(observation.soundings() >= 1, "soundings", observation.soundings());
        switch (one.diagnostics()) {
            case Innovation.Filter filter -> Impossible.unless(filter.rank() >= 0, "rank", filter.rank());
            case Innovation.Inversion _ -> {}
        }
        within("observed", observation.ppm(), 0, 10_000);
        Impossible.unless(observation.errorPpm() > 0, "error", observation.errorPpm());
    }

    static void check(ColumnRetrieval column) {
        within("prior XCO2", column.priorXco2Ppm(), LEAST_PPM, GREATEST_PPM);
        double sum = 0;
        for (int k = 0; k < column.levels(); k++) {
            within("prior CO2", column.priorPpm().at(k), LEAST_PPM, GREATEST_PPM);
            within("averaging kernel", column.averagingKernel().at(k), -1, 5);
            within("pressure weight", column.pressureWeight().at(k), -0.01, 1.01);
            sum += column.pressureWeight().at(k);
            Impossible.unless(
                    column.pressureHpa().at(k)
                            > (k == 0 ? 0 : column.pressureHpa().at(k - 1)),
                    "pressure on level " + k,
                    column.pressureHpa().at(k));
        }
        within("sum of pressure weights", sum, 0.99, 1.01);
        within("surface pressure", column.pressureHpa().at(column.levels() - 1), 300, 1100);
    }

    static void within(String what, double value, double least, double greatest) {
        Impossible.unless(value >= least && value <= greatest, what, value);
    }

    /// What goes to a topic must come back from it, and be written the same again.
    static <V> void comesBack(Topic<String, V> topic, V value) {
        final RecordHeaders headers = new RecordHeaders();
        final byte[] written = topic.values().serializer().serialize(topic.name(), headers, value);
        final V read = topic.values().deserializer().deserialize(topic.name(), headers, written);
        if (!value.equals(read)) throw new Impossible("a record read back from " + topic.name() + " is another");
        final byte[] again = topic.values().serializer().serialize(topic.name(), new RecordHeaders(), read);
        if (!Arrays.equals(written, again))
            throw new Impossible("a record written again to " + topic.name() + " differs");
        if (headers.lastHeader(RecordSerde.SCHEMA_HEADER) == null) throw new Impossible("a record has no schema");
    }
}
