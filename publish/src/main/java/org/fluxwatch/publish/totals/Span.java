package org.fluxwatch.publish.totals;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// Days that are added up.
///
/// @param name such as `2019-05-01`, `2019-05`, `2019-JJA` or `2019`
/// @param end the day after the last
public record Span(String name, LocalDate begin, LocalDate end) {
    public int days() {
        return (int) ChronoUnit.DAYS.between(begin, end);
    }

    public boolean has(LocalDate day) {
        return !day.isBefore(begin) && day.isBefore(end);
    }
}
