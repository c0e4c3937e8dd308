package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.settings.Settings;

/// The basis of products that are about to be written, from the files of the days before them. Each file is read once
/// as long as it stays the same.
final class BasisReader {
    private final Settings settings;
    private final ReadOnce<String> digests = new ReadOnce<>();

    BasisReader(Settings settings) {
        this.settings = settings;
    }

    /// @param file of a period of the same domain and system
    Basis of(Product product, Function<LocalDate, Optional<Path>> file) throws IOException {
        final LocalDate start =
                settings.domain(product.identity().analysed().domain()).start();
        return switch (product) {
            case DayProduct day -> {
                final LocalDate last = day.begin().plusDays(smoothingDays(day));
                yield Basis.of(
                        Stream.iterate(earlier(start, day.begin()), d -> !d.isAfter(last), d -> d.plusDays(1))
                                .toList(),
                        firstOfItsOwn(day.begin()),
                        begin -> digest(product, begin, file));
            }
            case MonthProduct month ->
                Basis.of(
                        Stream.iterate(
                                        earlier(start.withDayOfMonth(1), month.begin()),
                                        m -> !m.isAfter(month.begin()),
                                        m -> m.plusMonths(1))
                                .toList(),
                        LocalDate.MIN,
                        begin -> digest(product, begin, file));
        };
    }

    private static int smoothingDays(DayProduct day) {
        return day.analysis().diagnostics() instanceof DailyAnalysis.Filter filter ? filter.smoothingDays() : 0;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /// Late data change nothing further back.
    private LocalDate firstOfItsOwn(LocalDate day) {
        return day.minusDays(settings.assimilate().lateData().goBackDays())
                .minusDays(settings.assimilate().fluxForecast().lagDays());
    }

    private String digest(Product product, LocalDate begin, Function<LocalDate, Optional<Path>> file)
            throws IOException {
        if (begin.equals(product.begin()))
            return Basis.digest(
                    product.granules().stream().map(Provenance::line).toList());
        final Optional<Path> other = file.apply(begin).filter(Files::isRegularFile);
        if (other.isEmpty()) return Basis.MISSING;
        return digests.of(other.get(), () -> digest(other.get())).orElse(Basis.MISSING);
    }

    private static Optional<String> digest(Path file) throws IOException {
        try {
            final List<String> granules = ProductFile.read(file, open -> Provenance.lines(open, "granules"));
            return Optional.of(Basis.digest(granules));
        } catch (DamagedProductException e) {
            return Optional.empty(); // told of where the day is read
        }
    }
}
