package org.fluxwatch.deploy.twin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.contract.record.Sensor;

/// What a Lite file of one sensor and day holds.
///
/// @param produced production time, part of the file's name
/// @param soundings by strictly rising sounding id; may be empty
public record LiteGranule(Sensor sensor, LocalDate day, Instant produced, List<LiteSounding> soundings) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    public LiteGranule {
        soundings = List.copyOf(soundings);
        long before = 0;
        for (LiteSounding sounding : soundings) {
            final long id = sounding.pixel().soundingId();
            if (id <= before)
                throw new IllegalArgumentException("sounding " + id + " follows " + before + ", expected rising ids");
            before = id;
        }
        buildOf(sensor);
    }

    /// Another version of the day, with every second sounding.
    ///
    /// @param produced its production time
    public LiteGranule thinned(Instant produced) {
        final List<LiteSounding> kept = new ArrayList<>();
        for (int s = 0; s < soundings.size(); s += 2) kept.add(soundings.get(s));
        return new LiteGranule(sensor, day, produced, kept);
    }

    /// Build and stream as in file names.
    static String buildOf(Sensor sensor) {
        return switch (Instrument.of(sensor)) {
            case OCO2 -> "B11210Ar";
            case GOSAT -> "B9213A";
        };
    }

    String build() {
        return buildOf(sensor);
    }

    /// As GES DISC names it, such as `oco2_LtCO2_190501_B11210Ar_190503120000s.nc4`.
    public String fileName() {
        final String start =
                switch (Instrument.of(sensor)) {
                    case OCO2 -> "oco2_LtCO2_" + DAY.format(day) + "_";
                    case GOSAT -> "acos_LtCO2_" + DAY.format(day) + "_v210210_";
                };
        return start + build() + "_" + SECOND.format(produced) + "s.nc4";
    }
}
