package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;

/// Of which versions the files of a domain are, by their names and what is in them.
///
/// @param files in all
/// @param former whose names have no system, as version 0.1 wrote them
/// @param earlier others that say no `format_version`, as 0.2.0 and before wrote them
/// @param newer that a later version has written than this one
public record LayoutSurvey(int files, List<Path> former, List<Path> earlier, List<Path> newer) {
    private static final int NAMED = 3;

    /// @param files a domain's own ones of days or months
    public static LayoutSurvey of(Collection<Path> files) throws IOException {
        final List<Path> former = new ArrayList<>();
        final List<Path> earlier = new ArrayList<>();
        final List<Path> newer = new ArrayList<>();
        for (Path file : files) {
            final double version;
            try (ClassicFile open = ClassicFile.open(file)) {
                version = open.number(ProductFile.FORMAT).orElse(0);
            } catch (IOException | RuntimeException e) {
                continue; // damaged, which is told of where it is read
            }
            if (version > ProductFile.FORMAT_VERSION) newer.add(file);
            else if (isFormer(file)) former.add(file);
            else if (version == 0) earlier.add(file);
        }
        return new LayoutSurvey(files.size(), former, earlier, newer);
    }

    private static boolean isFormer(Path file) {
        final String name = file.getFileName().toString();
        return ProductName.parse(name)
                .flatMap(ProductName::formerFile)
                .filter(name::equals)
                .isPresent();
    }

    public boolean isAllOfThisVersion() {
        return former.isEmpty() && earlier.isEmpty() && newer.isEmpty();
    }

    /// One line: how many of which, and what becomes of them.
    @Override
    public String toString() {
        final List<String> parts = new ArrayList<>();
        if (!former.isEmpty() || !earlier.isEmpty())
            parts.add((former.size() + earlier.size()) + " of " + files + " product files are of 0.2.0 or before ("
                    + former.size() + " of 0.1): they are read, listed and served as they are, replaced when their day"
                    + " is written again, and cannot be joined with later ones");
        if (!newer.isEmpty())
            parts.add(newer.size() + " of " + files
                    + " are of a newer version of fluxwatch than this and are passed over: "
                    + newer.stream().limit(NAMED).map(Path::toString).collect(Collectors.joining(", "))
                    + (newer.size() > NAMED ? " and others" : ""));
        return String.join("; ", parts);
    }
}
