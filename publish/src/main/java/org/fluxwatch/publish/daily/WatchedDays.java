package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.publish.monitoring.Monitor;
import org.fluxwatch.publish.monitoring.PastDay;

/// What files of the filter's days say of how their observations compare with those of the days before. Each file is
/// read once as long as it stays the same. A day of version 0.2.0 or before says nothing of it, and has its statistics
/// from its observations.
final class WatchedDays {
    /// Of several domains, twice as many days each as are looked at.
    private static final int REMEMBERED = 20 * Monitor.HORIZON_DAYS;

    private final ReadOnce<PastDay> days = new ReadOnce<>(REMEMBERED);
    private final ReadOnce<PastDay> told = new ReadOnce<>(REMEMBERED);

    /// The days before one within [Monitor#HORIZON_DAYS], ascending; those without a file or with a damaged one
    /// are left out.
    ///
    /// @param find the file of a day
    List<PastDay> before(LocalDate day, Function<LocalDate, Optional<Path>> find) throws IOException {
        final List<PastDay> past = new ArrayList<>();
        for (LocalDate one = day.minusDays(Monitor.HORIZON_DAYS); one.isBefore(day); one = one.plusDays(1)) {
            final Optional<Path> file = find.apply(one);
            if (file.isPresent()) of(file.get()).ifPresent(past::add);
        }
        return past;
    }

    /// @param product a day's own file
    /// @return empty when it is damaged
    Optional<PastDay> of(Path product) throws IOException {
        final Path observations = Companion.OBSERVATIONS.beside(product);
        final Path read = Files.isRegularFile(observations) ? observations : product;
        return days.of(read, () -> read(product));
    }

    /// What the files of a day say themselves; empty where they say nothing.
    ///
    /// @throws DamagedProductException when a file is not as it was written
    Optional<PastDay> told(Path product) throws IOException {
        final Path observations = Companion.OBSERVATIONS.beside(product);
        return Files.isRegularFile(observations)
                ? told.of(observations, () -> ProductFile.read(observations, WatchedDays::said))
                : Optional.empty();
    }

    private Optional<PastDay> read(Path product) throws IOException {
        try {
            final Optional<PastDay> said = told(product);
            if (said.isPresent()) return said;
            final DayProduct day = DailyFile.read(product);
            return Optional.of(new PastDay(
                    Monitor.notJudged(day.identity(), day.innovations()),
                    day.analysis().ofFilter().spinUp()));
        } catch (DamagedProductException e) {
            return Optional.empty();
        }
    }

    private static Optional<PastDay> said(ClassicFile file) {
        final Optional<DayAlarms> alarms = WatchVariables.read(
                file,
                new AnalysisIdentity(
                        NetcdfRead.attribute(file, "domain"),
                        AssimilationSystem.FILTER,
                        LocalDate.parse(NetcdfRead.attribute(file, "day")),
                        NetcdfRead.number(file, "revision")));
        return alarms.map(day -> new PastDay(day, file.number("spin_up").orElse(0) == 1));
    }
}
