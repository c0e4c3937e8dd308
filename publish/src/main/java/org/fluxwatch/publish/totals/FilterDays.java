package org.fluxwatch.publish.totals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.fluxwatch.publish.daily.DamagedProductException;
import org.fluxwatch.publish.daily.FilterFiles;
import org.fluxwatch.publish.daily.ReadOnce;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The region totals of the filter's days in a folder of products. Each file is read once as long as it stays the
/// same; no service need run, and no settings are needed.
public final class FilterDays {
    private static final Logger LOG = LoggerFactory.getLogger(FilterDays.class);

    /// Days of a domain that are remembered: of 30 regions and 50 members some 25 kB each.
    private static final int REMEMBERED = 1500;

    /// Some 4 kB each.
    private static final int REMEMBERED_WITHOUT_MEMBERS = 4000;

    private final Path folder;
    private final boolean hasMembers;
    /// By domain: days are walked in their order, so that of more than are remembered none would be found again.
    private final Map<String, ReadOnce<DayTotals>> days = new ConcurrentHashMap<>();

    /// @param folder of all products, with a folder for each domain
    public FilterDays(Path folder) {
        this(folder, true);
    }

    private FilterDays(Path folder, boolean hasMembers) {
        this.folder = folder;
        this.hasMembers = hasMembers;
    }

    /// Without the totals of members, for long series.
    public static FilterDays withoutMembers(Path folder) {
        return new FilterDays(folder, false);
    }

    /// What a period has.
    ///
    /// @param to the last day
    /// @param days ascending
    /// @param missing days without a file, ascending
    /// @param damaged what is wrong with files that cannot be used, by day
    public record Found(
            String domain,
            LocalDate from,
            LocalDate to,
            List<DayTotals> days,
            List<LocalDate> missing,
            Map<LocalDate, String> damaged) {}

    /// Domains that have a folder, in alphabetical order.
    public List<String> domains() throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /// Days that have a file.
    ///
    /// @throws IllegalArgumentException when there is no such domain
    public NavigableSet<LocalDate> listed(String domain) throws IOException {
        require(domain);
        return new TreeSet<>(FilterFiles.days(folder, domain).keySet());
    }

    /// @param to the last day
    /// @throws IllegalArgumentException when there is no such domain, or the period ends before it begins
    /// @throws IOException when the disk does not give a file
    public Found read(String domain, LocalDate from, LocalDate to) throws IOException {
        require(domain);
        if (to.isBefore(from))
            throw new IllegalArgumentException(
                    "the period is " + from + " to " + to + ", expected its end after its begin");
        if (ChronoUnit.DAYS.between(from, to) > 366 * 100)
            throw new IllegalArgumentException("the period is " + from + " to " + to + ", expected at most 100 years");
        final List<DayTotals> found = new ArrayList<>();
        final List<LocalDate> missing = new ArrayList<>();
        final Map<LocalDate, String> damaged = new TreeMap<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            final Optional<DayTotals> read = read(domain, day, damaged);
            if (read.isPresent()) found.add(read.get());
            else if (!damaged.containsKey(day)) missing.add(day);
        }
        return new Found(domain, from, to, List.copyOf(found), List.copyOf(missing), damaged);
    }

    private void require(String domain) throws IOException {
        if (!domains().contains(domain))
            throw new IllegalArgumentException("domain is '" + domain + "', expected one with products in " + folder
                    + ": " + String.join(", ", domains()));
    }

    private Optional<DayTotals> read(String domain, LocalDate day, Map<LocalDate, String> damaged) throws IOException {
        final ReadOnce<DayTotals> known =
                days.computeIfAbsent(domain, _ -> new ReadOnce<>(hasMembers ? REMEMBERED : REMEMBERED_WITHOUT_MEMBERS));
        for (Path file : FilterFiles.candidates(folder, domain, day))
            try {
                final Optional<DayTotals> read =
                        known.of(file, () -> totals(file, day).map(one -> hasMembers ? one : one.withoutMembers()));
                if (read.isEmpty()) damaged.put(day, file + " is damaged");
                return read;
            } catch (NoSuchFileException e) {
                // there is none of this name
            }
        return Optional.empty();
    }

    private static Optional<DayTotals> totals(Path file, LocalDate day) throws IOException {
        try {
            final DayTotals read = TotalsReader.read(file);
            if (!read.day().equals(day))
                throw new DamagedProductException(file, "it is of " + read.day() + ", expected " + day, null);
            return Optional.of(read);
        } catch (DamagedProductException e) {
            LOG.warn("{}; it is passed over", e.getMessage());
            return Optional.empty();
        }
    }
}
