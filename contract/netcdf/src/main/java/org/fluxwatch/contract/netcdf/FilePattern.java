package org.fluxwatch.contract.netcdf;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Names of files: `{yyyy}` or `{yy}` (2000 to 2099), `{MM}`, `{dd}`, `{HH}` stand for the date, `*` and `?` for
/// anything; folders may come before the name, with date fields only.
///
/// @param text such as `{yyyy}/MERRA2_*.inst3_3d_asm_Nv.{yyyy}{MM}{dd}*.nc4`
public record FilePattern(String text) {
    /// A file and the time at which that of its name begins; `LocalDateTime.MIN` where the pattern has no date fields.
    public record Dated(LocalDateTime begin, Path path) {}

    public FilePattern {
        if (text.isBlank() || text.endsWith("/"))
            throw new IllegalArgumentException("file pattern is '" + text + "', expected a name");
        if (text.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("file pattern has a control character, expected a name");
        final String rest = text.replaceAll("\\{(yyyy|yy|MM|dd|HH)}", "");
        if (rest.contains("{") || rest.contains("}"))
            throw new IllegalArgumentException(
                    "file pattern is '" + text + "', expected no braces but {yyyy}, {yy}, {MM}, {dd} and {HH}");
    }

    /// The patterns that settings give.
    ///
    /// @param setting where they stand, for errors
    /// @throws InputException when one of them is none
    public static List<FilePattern> of(List<String> texts, String setting) {
        try {
            return texts.stream().map(FilePattern::new).toList();
        } catch (IllegalArgumentException e) {
            throw new InputException(setting + ": " + e.getMessage(), e);
        }
    }

    /// How long a file's time is, as the finest date field says; ChronoUnit.FOREVER where it has none.
    public ChronoUnit period() {
        if (text.contains("{HH}")) return ChronoUnit.HOURS;
        if (text.contains("{dd}")) return ChronoUnit.DAYS;
        if (text.contains("{MM}")) return ChronoUnit.MONTHS;
        return text.contains("{yyyy}") || text.contains("{yy}") ? ChronoUnit.YEARS : ChronoUnit.FOREVER;
    }

    /// Begin of the file's time that holds a time; `LocalDateTime.MIN` where the pattern has no date fields.
    public LocalDateTime begin(LocalDateTime time) {
        return switch (period()) {
            case HOURS -> time.truncatedTo(ChronoUnit.HOURS);
            case DAYS -> time.truncatedTo(ChronoUnit.DAYS);
            case MONTHS -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            case YEARS -> time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
            default -> LocalDateTime.MIN;
        };
    }

    /// Begins of the files' times that hold what lies from one time to another, in their order.
    ///
    /// @param more how many before the first and after the last as well
    public List<LocalDateTime> begins(Instant from, Instant to, int more) {
        final ChronoUnit period = period();
        if (period == ChronoUnit.FOREVER) return List.of(LocalDateTime.MIN);
        final LocalDateTime last =
                begin(LocalDateTime.ofInstant(to, ZoneOffset.UTC)).plus(more, period);
        final List<LocalDateTime> begins = new ArrayList<>();
        LocalDateTime begin =
                begin(LocalDateTime.ofInstant(from, ZoneOffset.UTC)).minus(more, period);
        for (; !begin.isAfter(last); begin = begin.plus(1, period)) begins.add(begin);
        return begins;
    }

    /// The pattern with its date filled in; `*` stays.
    public String at(LocalDateTime time) {
        return text.replace("{yyyy}", String.format(Locale.ROOT, "%04d", time.getYear()))
                .replace("{yy}", String.format(Locale.ROOT, "%02d", time.getYear() % 100))
                .replace("{MM}", String.format(Locale.ROOT, "%02d", time.getMonthValue()))
                .replace("{dd}", String.format(Locale.ROOT, "%02d", time.getDayOfMonth()))
                .replace("{HH}", String.format(Locale.ROOT, "%02d", time.getHour()));
    }

    /// Files of data of a time that are there, in the order of their names.
    ///
    /// @throws InputException when the folder cannot be read
    public List<Path> find(Path folder, LocalDateTime time) {
        final String filled = at(time);
        final int slash = filled.lastIndexOf('/');
        final Path in = slash < 0 ? folder : folder.resolve(filled.substring(0, slash));
        if (!Files.isDirectory(in)) return List.of();
        final List<Path> found = new ArrayList<>();
        final String name = filled.substring(slash + 1);
        if (!name.contains("*") && !name.contains("?")) { // a folder of many files need not be listed
            final Path file = in.resolve(name);
            if (DataFiles.isData(file)) found.add(file);
            return found;
        }
        final NamePattern pattern = NamePattern.of(name);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(in)) {
            for (Path file : files)
                if (pattern.date(file.getFileName().toString()).isPresent() && DataFiles.isData(file)) found.add(file);
        } catch (IOException | DirectoryIteratorException e) {
            throw new InputException(in + ": cannot be read: " + e.getMessage(), e);
        }
        Collections.sort(found);
        return found;
    }

    /// All files of data of whatever time that are there, by time and then by name.
    ///
    /// @throws InputException when a folder cannot be read
    public List<Dated> list(Path folder) {
        final List<Dated> found = new ArrayList<>();
        collect(folder, List.of(text.split("/")), Map.of(), found);
        found.sort(Comparator.comparing(Dated::begin).thenComparing(Dated::path));
        return found;
    }

    private void collect(Path folder, List<String> names, Map<String, Integer> date, List<Dated> found) {
        if (!Files.isDirectory(folder)) return;
        final NamePattern name = NamePattern.of(names.getFirst());
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path path : inside) {
                final Optional<Map<String, Integer>> own =
                        name.date(path.getFileName().toString());
                if (own.isEmpty() || !agree(date, own.get())) continue;
                final Map<String, Integer> more = new HashMap<>(date);
                more.putAll(own.get());
                if (names.size() > 1) collect(path, names.subList(1, names.size()), more, found);
                else if (DataFiles.isData(path)) add(path, more, found);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new InputException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean agree(Map<String, Integer> date, Map<String, Integer> other) {
        return other.entrySet().stream().allMatch(field -> date.getOrDefault(field.getKey(), field.getValue())
                .equals(field.getValue()));
    }

    private static void add(Path path, Map<String, Integer> date, List<Dated> found) {
        if (date.isEmpty()) found.add(new Dated(LocalDateTime.MIN, path));
        else
            try {
                found.add(new Dated(
                        LocalDateTime.of(
                                year(date),
                                date.getOrDefault("MM", 1),
                                date.getOrDefault("dd", 1),
                                date.getOrDefault("HH", 0),
                                0),
                        path));
            } catch (DateTimeException _) {
                // digits that are no date: another kind of file
            }
    }

    private static int year(Map<String, Integer> date) {
        return date.containsKey("yy") ? 2000 + date.get("yy") : date.getOrDefault("yyyy", 1);
    }
}
