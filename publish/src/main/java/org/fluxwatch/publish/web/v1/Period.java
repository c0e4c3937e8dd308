package org.fluxwatch.publish.web.v1;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.publish.web.Query;
import org.fluxwatch.publish.web.Refused;

/// From one day to another, both included; of the inversion whole months.
record Period(LocalDate from, LocalDate to) {
    static final int MOST_DAYS = 3_660;

    /// Without `from` it is the first day there is, without `to` the last.
    ///
    /// @throws Refused 400 when it ends before it begins or is too long, 404 when there is no product at all
    static Period of(Request request, AnalysedDomain analysed) throws IOException, Refused {
        final Query query = request.query();
        LocalDate from = query.day("from").orElse(LocalDate.MIN);
        LocalDate to = query.day("to").orElse(LocalDate.MAX);
        if (!query.has("from") || !query.has("to")) {
            final NavigableMap<LocalDate, Path> days = request.folder().days(analysed);
            if (days.isEmpty()) throw new Refused(404, "there is no analysis of " + analysed + " yet");
            if (!query.has("from")) from = query.has("to") && to.isBefore(days.firstKey()) ? to : days.firstKey();
            if (!query.has("to")) to = from.isAfter(days.lastKey()) ? from : days.lastKey();
        }
        if (from.isAfter(to)) throw new Refused(400, "from is after to, expected from <= to");
        if (analysed.system() == AssimilationSystem.INVERSION) {
            from = from.withDayOfMonth(1);
            to = to.withDayOfMonth(to.lengthOfMonth());
        }
        if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS)
            throw new Refused(400, "from and to are too far apart, expected at most " + MOST_DAYS + " days");
        return new Period(from, to);
    }

    /// No file of the period tells of what was asked for.
    Refused none(AnalysedDomain analysed) {
        return new Refused(404, "there is no analysis of " + analysed + " from " + from + " to " + to);
    }

    /// The next day, of the inversion the next month.
    static LocalDate next(AnalysedDomain analysed, LocalDate day) {
        return switch (analysed.system()) {
            case FILTER -> day.plusDays(1);
            case INVERSION -> day.plusMonths(1);
        };
    }
}
