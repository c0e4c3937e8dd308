package org.fluxwatch.assimilate.netcdf;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Names of files: `{yyyy}`, `{MM}`, `{dd}`, `{HH}` stand for the date, `*` and `?` for anything; folders may come
/// before the name, with date fields only.
///
/// @param text such as `{yyyy}/MERRA2_*.inst3_3d_asm_Nv.{yyyy}{MM}{dd}*.nc4`
public record FilePattern(String text) {
    public FilePattern {
        if (text.isBlank() || text.endsWith("/"))
            throw new IllegalArgumentException("file pattern is '" + text + "', expected a name");
        final String rest = text.replaceAll("\\{(yyyy|MM|dd|HH)}", "");
        if (rest.contains("{") || rest.contains("}"))
            throw new IllegalArgumentException(
                    "file pattern is '" + text + "', expected no braces but {yyyy}, {MM}, {dd} and {HH}");
    }

    /// How long a file's time is, as the finest date field says; ChronoUnit.FOREVER where it has none.
    public ChronoUnit period() {
        if (text.contains("{HH}")) return ChronoUnit.HOURS;
        if (text.contains("{dd}")) return ChronoUnit.DAYS;
        if (text.contains("{MM}")) return ChronoUnit.MONTHS;
        return text.contains("{yyyy}") ? ChronoUnit.YEARS : ChronoUnit.FOREVER;
    }

    /// The pattern with its date filled in; `*` stays.
    public String at(LocalDateTime time) {
        return text.replace("{yyyy}", String.format("%04d", time.getYear()))
                .replace("{MM}", String.format("%02d", time.getMonthValue()))
                .replace("{dd}", String.format("%02d", time.getDayOfMonth()))
                .replace("{HH}", String.format("%02d", time.getHour()));
    }

    /// Files of a time that are there, in the order of their names; files that are being written (`.part`) are not.
    ///
    /// @throws InputException when the folder cannot be read
    public List<Path> find(Path folder, LocalDateTime time) {
        final String filled = at(time);
        final int slash = filled.lastIndexOf('/');
        final Path in = slash < 0 ? folder : folder.resolve(filled.substring(0, slash));
        if (!Files.isDirectory(in)) return List.of();
        final List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(in, escaped(filled.substring(slash + 1)))) {
            for (Path file : files) if (Files.isRegularFile(file) && !isUnfinished(file)) found.add(file);
        } catch (IOException | DirectoryIteratorException e) {
            throw new InputException(in + ": cannot be read: " + e.getMessage(), e);
        }
        Collections.sort(found);
        return found;
    }

    private static boolean isUnfinished(Path file) {
        return file.getFileName().toString().endsWith(".part");
    }

    private static String escaped(String glob) {
        return glob.replace("[", "\\[").replace("{", "\\{");
    }
}
