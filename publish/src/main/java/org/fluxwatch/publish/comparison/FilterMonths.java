package org.fluxwatch.publish.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.FileStamp;
import org.fluxwatch.publish.daily.ProductFolder;

/// The filter's months, each remembered as long as the files of its days stay the same: over years of days these are
/// more files than [ProductFolder] remembers. A month takes some kB, and there are no more than months on file.
final class FilterMonths {
    private final ProductFolder folder;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    FilterMonths(ProductFolder folder) {
        this.folder = folder;
    }

    private record Key(AnalysedDomain filter, YearMonth month) {}

    private record Known(List<FileStamp> stamps, Optional<FilterMonth> content) {}

    /// Empty where fewer than half of the month's days have files that can be read.
    ///
    /// @param days files of the filter
    Optional<FilterMonth> of(AnalysedDomain filter, NavigableMap<LocalDate, Path> days, YearMonth month)
            throws IOException {
        final Collection<Path> files =
                days.subMap(month.atDay(1), true, month.atEndOfMonth(), true).values();
        if (2 * files.size() < month.lengthOfMonth()) return Optional.empty();
        final List<FileStamp> stamps = new ArrayList<>();
        for (Path file : files) stamps.add(FileStamp.of(file));
        final Key key = new Key(filter, month);
        final Known before = known.get(key);
        if (before != null && before.stamps().equals(stamps)) return before.content();
        final Optional<FilterMonth> content = read(filter, files, month);
        known.put(key, new Known(stamps, content));
        return content;
    }

    private Optional<FilterMonth> read(AnalysedDomain filter, Collection<Path> files, YearMonth month)
            throws IOException {
        final List<DailyFile.Totals> days = new ArrayList<>();
        for (Path file : files) folder.totals(filter, file).ifPresent(days::add);
        return 2 * days.size() < month.lengthOfMonth() ? Optional.empty() : Optional.of(FilterMonth.of(days));
    }
}
