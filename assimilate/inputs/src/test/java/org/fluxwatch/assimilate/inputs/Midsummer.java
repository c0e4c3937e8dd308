package org.fluxwatch.assimilate.inputs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Days and hours that tests of invented fields ask for.
final class Midsummer {
    static final LocalDate DAY = LocalDate.of(2019, 6, 1);

    private Midsummer() {}

    static Instant hour(LocalDate day, int hour) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(3600L * hour);
    }
}
