package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.FileTree;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;

/// Where files of the filter are in a folder of products, without settings.
public final class FilterFiles {
    /// Files of a greater `format_version` are of a newer version of fluxwatch.
    public static final int FORMAT_VERSION = ProductFile.FORMAT_VERSION;

    private FilterFiles() {}

    /// Where a day's file is, if there is any: today's name before a former one.
    public static List<Path> candidates(Path folder, String domain, LocalDate day) {
        final ProductName name = name(domain, day);
        final Path year = year(folder, domain, day);
        final List<Path> candidates = new ArrayList<>();
        candidates.add(year.resolve(name.file()));
        name.formerFile().map(year::resolve).ifPresent(candidates::add);
        return candidates;
    }

    private static ProductName name(String domain, LocalDate day) {
        return new ProductName(new AnalysedDomain(domain, AssimilationSystem.FILTER), day);
    }

    private static Path year(Path folder, String domain, LocalDate day) {
        return folder.resolve(domain).resolve(String.format(Locale.ROOT, "%04d", day.getYear()));
    }

    /// The days' files there are.
    public static NavigableMap<LocalDate, Path> days(Path folder, String domain) throws IOException {
        return periods(folder, new AnalysedDomain(domain, AssimilationSystem.FILTER));
    }

    /// The files beside the days' own of a kind, such as `hourly` or `members`, that there are.
    public static NavigableMap<LocalDate, Path> beside(Path folder, String domain, String kind) throws IOException {
        final Companion companion = Companion.of(kind);
        final NavigableMap<LocalDate, Path> files = new TreeMap<>();
        for (Map.Entry<LocalDate, Path> day : days(folder, domain).entrySet()) {
            final Path file = companion.beside(day.getValue());
            if (Files.isRegularFile(file)) files.put(day.getKey(), file);
        }
        return files;
    }

    /// The files of the inversion's months there are, by their first days.
    public static NavigableMap<LocalDate, Path> months(Path folder, String domain) throws IOException {
        return periods(folder, new AnalysedDomain(domain, AssimilationSystem.INVERSION));
    }

    /// The first days of the periods that have files of a system, with them.
    static NavigableMap<LocalDate, Path> periods(Path folder, AnalysedDomain analysed) throws IOException {
        final NavigableMap<LocalDate, Path> periods = new TreeMap<>();
        final Path root = folder.resolve(analysed.domain());
        if (!Files.isDirectory(root)) return periods;
        for (Path file : FileTree.files(root, 2))
            if (Files.isRegularFile(file))
                ProductName.parse(file.getFileName().toString())
                        .filter(name -> name.analysed().equals(analysed))
                        .ifPresent(name -> periods.merge(name.begin(), file, (a, b) -> isOf(name, a) ? a : b));
        return periods;
    }

    /// Whether the file has today's name.
    private static boolean isOf(ProductName name, Path file) {
        return file.getFileName().toString().equals(name.file());
    }
}
