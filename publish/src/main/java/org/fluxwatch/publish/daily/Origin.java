package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;

/// What a product file says of where it comes from. Texts are empty where an earlier version did not say it.
///
/// @param smoothingDays days of later observations that have corrected the flux; 0 of a month
/// @param programVersion of the program that made the analysis
/// @param settings that the numbers depend on, JSON
/// @param settingsDigest SHA-256 of that text
/// @param checkpoint day of the newest checkpoint when it was made, or `none`
/// @param inputs what drove the model, by kind
public record Origin(
        int smoothingDays,
        String programVersion,
        String settings,
        String settingsDigest,
        String checkpoint,
        List<Granule> granules,
        Map<String, String> inputs,
        Basis basis) {
    public Origin {
        granules = List.copyOf(granules);
        inputs = java.util.Collections.unmodifiableMap(new TreeMap<>(inputs));
    }

    /// @throws DamagedProductException when the file is none
    public static Origin read(Path file) throws IOException {
        return ProductFile.read(file, Origin::of);
    }

    /// Of the file of a period, of now or kept, whose granules have a digest; the newest of several.
    public static Optional<Origin> find(ProductFolder folder, AnalysedDomain analysed, LocalDate begin, String digest)
            throws IOException {
        for (Path file : folder.editions(analysed, begin).reversed()) {
            final Optional<Origin> origin = whole(file);
            if (origin.isPresent() && origin.get().digest().equals(digest)) return origin;
        }
        return Optional.empty();
    }

    /// Empty when the file is damaged, which is told of where its period itself is read.
    public static Optional<Origin> whole(Path file) throws IOException {
        try {
            return Optional.of(read(file));
        } catch (DamagedProductException e) {
            return Optional.empty();
        }
    }

    static Origin of(ClassicFile file) {
        return new Origin(
                (int) file.number("smoothing_days").orElse(0),
                file.text("program_version").orElse(""),
                file.text("settings").orElse(""),
                file.text("settings_digest").orElse(""),
                file.text("checkpoint").orElse(""),
                Provenance.granules(file),
                Provenance.inputs(file),
                Basis.parse(file.text(Basis.ATTRIBUTE)));
    }

    /// The digest of its own granules, as the basis of other days has it.
    public String digest() {
        return Basis.digest(granules.stream().map(Provenance::line).toList());
    }
}
