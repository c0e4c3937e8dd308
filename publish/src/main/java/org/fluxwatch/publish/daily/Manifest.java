package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.ProductAttributes;

/// All that a product file says of how it came to be, so that it can be made again.
///
/// @param own the product's own file, whichever of its files was asked of
/// @param begin the day, or the month's first
/// @param asOf day of the analysis
/// @param further global attributes that its content does not tell: the operator's and the basis
public record Manifest(
        Path own,
        AnalysedDomain analysed,
        LocalDate begin,
        LocalDate asOf,
        int revision,
        Origin origin,
        Map<String, String> further) {
    public Manifest {
        further = Collections.unmodifiableMap(new TreeMap<>(further));
    }

    /// @param file a product's own, or one beside it
    /// @throws DamagedProductException when it is none
    public static Manifest read(Path file) throws IOException {
        final Path own =
                file.resolveSibling(Companion.productName(file.getFileName().toString()));
        return ProductFile.read(own, open -> of(own, open));
    }

    private static Manifest of(Path own, ClassicFile file) {
        final String domain = NetcdfRead.attribute(file, "domain");
        final int revision = NetcdfRead.number(file, "revision");
        final Map<String, String> further = new TreeMap<>();
        for (String name : ProductAttributes.NAMES) file.text(name).ifPresent(text -> further.put(name, text));
        file.text(Basis.ATTRIBUTE).ifPresent(text -> further.put(Basis.ATTRIBUTE, text));
        final Origin origin = Origin.of(file);
        if (file.text("month").isPresent() && file.text("as_of").isPresent())
            return new Manifest(
                    own,
                    new AnalysedDomain(domain, AssimilationSystem.INVERSION),
                    YearMonth.parse(NetcdfRead.attribute(file, "month")).atDay(1),
                    LocalDate.parse(NetcdfRead.attribute(file, "as_of")),
                    revision,
                    origin,
                    further);
        final LocalDate day = LocalDate.parse(NetcdfRead.attribute(file, "day"));
        return new Manifest(
                own, new AnalysedDomain(domain, AssimilationSystem.FILTER), day, day, revision, origin, further);
    }

    /// The product's files that are there, the own one last.
    public List<Path> files() {
        final List<Path> files = new ArrayList<>(besides(own));
        files.removeIf(file -> !Files.isRegularFile(file));
        files.add(own);
        return files;
    }

    /// The file that takes the place of one of these among those of another product's own file.
    public Path counterpart(Path file, Path otherOwn) {
        final int place = besides(own).indexOf(file);
        return place < 0 ? otherOwn : besides(otherOwn).get(place);
    }

    private static List<Path> besides(Path own) {
        final List<Path> files = new ArrayList<>();
        for (Companion companion : Companion.values()) files.add(companion.beside(own));
        return files;
    }

    /// Whether fluxes by member have a file.
    public boolean hasMembers() {
        return Files.isRegularFile(Companion.MEMBERS.beside(own));
    }
}
