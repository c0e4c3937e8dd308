package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.fluxwatch.contract.text.Printable;

/// What an observation comes from: a satellite instrument whose files are read, or a kind of station on the ground.
/// Any label may be a satellite's: what its files look like stands in a description
/// ([org.fluxwatch.contract.sensor.SensorDescription]), which ingest alone needs. Records of stations came with
/// schema 3.
///
/// @param label the name in settings, records, metric labels and products
public record Sensor(@JsonValue String label) implements Comparable<Sensor> {
    // before the constants, which are checked by it
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public static final Sensor OCO2 = new Sensor("oco2");
    public static final Sensor OCO3 = new Sensor("oco3");
    public static final Sensor GOSAT = new Sensor("gosat");
    /// Air that is sampled at a height above the ground (ObsPack, WDCGG): its values are mole fractions there, not
    /// XCO2.
    public static final Sensor STATION = new Sensor("station");
    /// Columns as the ground sees them (TCCON).
    public static final Sensor TCCON = new Sensor("tccon");

    /// In the order of their codes in products, which stay for good.
    private static final List<Sensor> CODED = List.of(OCO2, OCO3, GOSAT, STATION, TCCON);

    /// Below this are codes that fit a byte.
    private static final int FIRST_OTHER_CODE = 256;

    /// Satellites that came later go behind the ones there were.
    private static final Comparator<Sensor> ORDER =
            Comparator.comparingInt(Sensor::rank).thenComparing(Sensor::label);

    public Sensor {
        if (!LABEL.matcher(label).matches())
            throw new IllegalArgumentException("sensor is '" + Printable.line(label)
                    + "', expected a label of up to 32 lower-case letters, digits and dashes such as oco2");
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Sensor of(String label) {
        for (Sensor sensor : CODED) if (sensor.label.equals(label)) return sensor;
        return new Sensor(label);
    }

    /// Those whose descriptions come with the program.
    public static List<Sensor> builtIn() {
        return CODED.stream().filter(Sensor::isSatellite).toList();
    }

    /// Those with codes that every product's flags may name.
    public static List<Sensor> coded() {
        return CODED;
    }

    /// The number that stands for it in products, the same in all of them: 0 to 4, or of other labels their CRC-32
    /// brought to 256 and more.
    public int code() {
        final int coded = CODED.indexOf(this);
        if (coded >= 0) return coded;
        final CRC32 crc = new CRC32();
        crc.update(label.getBytes(StandardCharsets.US_ASCII));
        return FIRST_OTHER_CODE + (int) (crc.getValue() % (Integer.MAX_VALUE - FIRST_OTHER_CODE));
    }

    private int rank() {
        final int coded = CODED.indexOf(this);
        return coded >= 0 ? coded : CODED.size();
    }

    /// Whether granules come of it, which a domain can wait for.
    public boolean isSatellite() {
        return !label.equals("station") && !label.equals("tccon");
    }

    /// Whether its values are XCO2, and not mole fractions at some height.
    public boolean seesColumns() {
        return !label.equals("station");
    }

    @Override
    public int compareTo(Sensor other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return label;
    }
}
