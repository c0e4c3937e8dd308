package org.fluxwatch.publish.rollup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.publish.daily.FilterFiles;
import org.fluxwatch.publish.daily.RollupName;
import org.fluxwatch.publish.rollup.RollupAttributes.Subject;
import org.fluxwatch.publish.signature.FileSignature;
import org.fluxwatch.publish.totals.DayTotals;
import org.fluxwatch.publish.totals.FilterDays;

/// Makes the filter's files of months and years out of those of its days. A file that is of the same days and
/// revisions, and newer than their files, is left alone; so whatever a crash leaves undone is done the next time.
public final class Rollups {
    private final Path folder;
    private final FilterDays days;

    /// @param folder of all products
    public Rollups(Path folder) {
        this.folder = folder;
        this.days = new FilterDays(folder);
    }

    /// Makes all files of a domain that are not of its days as they are now.
    ///
    /// @return how many were made
    public int all(String domain) throws IOException {
        final Set<YearMonth> months = new TreeSet<>();
        if (!days.domains().contains(domain)) return 0;
        days.listed(domain).forEach(day -> months.add(YearMonth.from(day)));
        return months(domain, months);
    }

    /// Makes these months and their years, where they are not of their days as these are now.
    ///
    /// @return how many were made
    public int months(String domain, Set<YearMonth> months) throws IOException {
        int made = 0;
        final Set<Integer> years = new TreeSet<>();
        for (YearMonth month : months) {
            years.add(month.getYear());
            if (month(domain, month)) made++;
        }
        for (int year : years) if (year(domain, year)) made++;
        return made;
    }

    private boolean month(String domain, YearMonth month) throws IOException {
        final FilterDays.Found found = days.read(domain, month.atDay(1), month.atEndOfMonth());
        final Path target = RollupName.month(folder, domain, month);
        final Path membersTarget = RollupName.membersOfMonth(folder, domain, month);
        if (found.days().isEmpty()) {
            delete(membersTarget);
            return delete(target);
        }
        final List<Part> parts = new ArrayList<>();
        final List<Part> members = new ArrayList<>();
        for (DayTotals day : found.days()) {
            parts.add(new Part(dayFile(domain, day.day()), 1));
            membersOf(domain, day).ifPresent(file -> members.add(new Part(file, 1)));
        }
        final boolean hasMembers = haveMean(members, parts);
        final List<String> lines = lines(found.days());
        if (isOf(target, lines, parts)
                && (!hasMembers || isOf(membersTarget, lines, members) && isNewer(target, members))) return false;
        final boolean hasMade = !hasMembers && isOf(membersTarget, lines, List.of());
        // days have changed whose members are gone: a mean of what the month was would pass for its own
        if (!hasMembers && !isOfDays(membersTarget, lines)) delete(membersTarget);
        new RollupMaking(
                        subject(
                                "month",
                                month.toString(),
                                domain,
                                month.atDay(1),
                                month.plusMonths(1).atDay(1),
                                found),
                        found.days(),
                        parts,
                        hasMembers ? members : List.of(),
                        target,
                        hasMembers ? Optional.of(membersTarget) : Optional.empty(),
                        hasMade ? Optional.of(membersTarget) : Optional.empty())
                .make();
        return true;
    }

    private boolean year(String domain, int year) throws IOException {
        final LocalDate begin = LocalDate.of(year, 1, 1);
        final LocalDate end = begin.plusYears(1);
        final FilterDays.Found found = days.read(domain, begin, end.minusDays(1));
        final Path target = RollupName.year(folder, domain, year);
        if (found.days().isEmpty()) return delete(target);
        final List<Part> parts = new ArrayList<>();
        final List<Part> members = new ArrayList<>();
        for (int m = 1; m <= 12; m++) {
            final YearMonth month = YearMonth.of(year, m);
            final List<DayTotals> ofMonth = found.days().stream()
                    .filter(day -> YearMonth.from(day.day()).equals(month))
                    .toList();
            if (ofMonth.isEmpty()) continue;
            final Path file = RollupName.month(folder, domain, month);
            // a day came in between: it has marked its month, and the year is made then
            if (!isOf(file, lines(ofMonth), List.of())) return false;
            parts.add(new Part(file, ofMonth.size()));
            final Path byMember = RollupName.membersOfMonth(folder, domain, month);
            if (isOf(byMember, lines(ofMonth), List.of())) members.add(new Part(byMember, ofMonth.size()));
        }
        final boolean hasMembers = haveMean(members, parts);
        if (isOf(target, lines(found.days()), parts) && (!hasMembers || isNewer(target, members))) return false;
        new RollupMaking(
                        subject("year", begin.toString().substring(0, 4), domain, begin, end, found),
                        found.days(),
                        parts,
                        hasMembers ? members : List.of(),
                        target,
                        Optional.empty(),
                        Optional.empty())
                .make();
        return true;
    }

    /// Whether all parts have members, and these a mean by member: else a file of it would be waited for in vain.
    private static boolean haveMean(List<Part> members, List<Part> parts) throws IOException {
        if (members.size() != parts.size()) return false;
        try (ClassicParts last = ClassicParts.open(parts.getLast().file())) {
            return PeriodFile.areJoinable(members, last);
        } catch (InputException e) {
            return false; // the spread is left out, which the file says
        }
    }

    private static Subject subject(
            String kind, String name, String domain, LocalDate begin, LocalDate end, FilterDays.Found found) {
        final Set<LocalDate> missing = new TreeSet<>(found.missing());
        missing.addAll(found.damaged().keySet());
        final List<String> notes = new ArrayList<>();
        if (!found.damaged().isEmpty())
            notes.add("The files of " + found.damaged().size() + " days are damaged, from "
                    + found.damaged().keySet().iterator().next() + " on.");
        final long unknown =
                found.days().stream().filter(day -> !day.knowsSpinUp()).count();
        if (unknown > 0)
            notes.add("Of " + unknown
                    + " days it is not known whether the ensemble had settled; spin_up_days is without" + " them.");
        return new Subject(
                kind,
                name,
                domain,
                begin,
                end,
                lines(found.days()),
                List.copyOf(missing),
                (int) found.days().stream().filter(DayTotals::spinUp).count(),
                notes);
    }

    private static List<String> lines(List<DayTotals> days) {
        return days.stream()
                .map(day -> RollupName.dayLine(day.day(), day.revision()))
                .toList();
    }

    private Path dayFile(String domain, LocalDate day) throws IOException {
        for (Path file : FilterFiles.candidates(folder, domain, day)) if (Files.isRegularFile(file)) return file;
        throw new NoSuchFileException("the file of " + domain + ", " + day);
    }

    /// The file of a day's members, if it is there and of the day's revision.
    private Optional<Path> membersOf(String domain, DayTotals day) {
        final Path file = RollupName.membersOfDay(folder, domain, day.day());
        if (!Files.isRegularFile(file)) return Optional.empty();
        try (ClassicParts parts = ClassicParts.open(file)) {
            return parts.number("revision").orElse(-1) == day.revision() ? Optional.of(file) : Optional.empty();
        } catch (IOException | InputException e) {
            return Optional.empty(); // the spread is left out, which the file says
        }
    }

    /// Whether a file is of these days and revisions, and newer than what it is made of.
    private static boolean isOf(Path file, List<String> days, List<Part> parts) throws IOException {
        if (!Files.isRegularFile(file)) return false;
        try (ClassicParts open = ClassicParts.open(file)) {
            return open.number("rollup_layout").orElse(-1) == RollupAttributes.LAYOUT
                    && open.text("days").orElse("").equals(String.join("\n", days))
                    && isNewer(file, parts);
        } catch (InputException e) {
            return false; // damaged, it is made again
        }
    }

    /// Whether a file is there and of these days and revisions, of whatever layout it is.
    private static boolean isOfDays(Path file, List<String> days) throws IOException {
        if (!Files.isRegularFile(file)) return false;
        try (ClassicParts open = ClassicParts.open(file)) {
            return open.text("days").orElse("").equals(String.join("\n", days));
        } catch (InputException e) {
            return false;
        }
    }

    private static boolean isNewer(Path file, List<Part> parts) throws IOException {
        final FileTime made = Files.getLastModifiedTime(file);
        for (Part part : parts) if (Files.getLastModifiedTime(part.file()).compareTo(made) >= 0) return false;
        return true;
    }

    /// Deletes members of days whose whole month is long past and has the mean by member. Those of a month that may
    /// still grow or be revised all stay, since its mean by member is made of all of them.
    ///
    /// @param keepDays from the newest day to the last of a month
    /// @return how many were deleted
    public int deletePastMembers(String domain, int keepDays) throws IOException {
        final NavigableMap<LocalDate, Path> all = FilterFiles.days(folder, domain);
        if (all.isEmpty()) return 0;
        final LocalDate oldest = all.lastKey().minusDays(keepDays);
        int deleted = 0;
        for (Map.Entry<LocalDate, Path> entry : all.headMap(oldest, true).entrySet()) {
            final LocalDate day = entry.getKey();
            if (YearMonth.from(day).atEndOfMonth().isAfter(oldest)) break;
            final Path file = RollupName.membersOfDay(folder, domain, day);
            if (Files.isRegularFile(file) && hasInItsMonth(domain, day, file)) {
                delete(file);
                deleted++;
            }
        }
        return deleted;
    }

    private static boolean delete(Path file) throws IOException {
        Files.deleteIfExists(FileSignature.beside(file));
        return Files.deleteIfExists(file);
    }

    /// Whether the month's file of members has the day as its own file has it.
    private boolean hasInItsMonth(String domain, LocalDate day, Path file) throws IOException {
        final Path month = RollupName.membersOfMonth(folder, domain, YearMonth.from(day));
        if (!Files.isRegularFile(month)) return false;
        try (ClassicParts own = ClassicParts.open(file);
                ClassicParts open = ClassicParts.open(month)) {
            final String line =
                    RollupName.dayLine(day, (int) own.number("revision").orElse(-1));
            return open.text("days").orElse("").lines().anyMatch(line::equals);
        } catch (InputException e) {
            return false;
        }
    }
}
