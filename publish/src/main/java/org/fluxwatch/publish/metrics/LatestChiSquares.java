package org.fluxwatch.publish.metrics;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.publish.daily.CfVariable;
import org.fluxwatch.publish.daily.ReadOnce;

/// The chi-squares of the filter's latest days, from their files: by days of the world, so that neither a restart nor
/// the pace at which days come changes what is said of them.
public final class LatestChiSquares {
    private static final int DAYS = 5;
    private static final int REMEMBERED = 1000;

    private final ReadOnce<Double> days = new ReadOnce<>(REMEMBERED);

    /// NaN of a day without one; damaged files are left out.
    ///
    /// @param files of the filter's days
    public List<Double> of(NavigableMap<LocalDate, Path> files) throws IOException {
        final List<Double> latest = new ArrayList<>();
        for (Path file : files.descendingMap().values()) {
            if (latest.size() == DAYS) break;
            try {
                days.of(file, () -> read(file)).ifPresent(latest::add);
            } catch (NoSuchFileException e) {
                // renamed meanwhile
            }
        }
        return latest;
    }

    private static Optional<Double> read(Path file) throws IOException {
        try (ClassicParts parts = ClassicParts.open(file)) {
            final double value = parts.has("chi_square") ? parts.doubles("chi_square")[0] : Double.NaN;
            return Optional.of(value == CfVariable.DOUBLE_FILL ? Double.NaN : value);
        } catch (InputException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
