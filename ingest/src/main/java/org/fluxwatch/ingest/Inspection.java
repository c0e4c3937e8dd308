package org.fluxwatch.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.contract.archive.Hdf5Signature;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.ingest.catalog.LiteName;
import org.fluxwatch.ingest.gridding.GranuleSoundings;
import org.fluxwatch.ingest.gridding.Gridding;
import org.fluxwatch.ingest.gridding.MeanGridding;
import org.fluxwatch.ingest.gridding.ThinGridding;
import org.fluxwatch.ingest.lite.LiteException;
import org.fluxwatch.ingest.lite.LiteFile;
import org.fluxwatch.ingest.lite.QualityScreen;
import org.fluxwatch.ingest.lite.RejectReason;
import org.fluxwatch.ingest.lite.Screened;
import org.jspecify.annotations.Nullable;

/// What ingest would do with a file, without doing it. Its JSON has these names as keys.
///
/// @param product collection and build after the file's name, empty when it is not that of a Lite file
/// @param soundings in the file
/// @param rejected by reason
/// @param superobservations with `mean` over the whole globe, with `thin` in the first domain of the settings
/// @param first time of the earliest sounding, accepted or not; null when there is none, as are `last` and `area`
/// @param missing variables that matter and are not there
/// @param problem one line when ingest would put the file aside whole, else null
public record Inspection(
        String file,
        String product,
        int soundings,
        int accepted,
        SortedMap<String, Integer> rejected,
        int superobservations,
        @Nullable Instant first,
        @Nullable Instant last,
        @Nullable Area area,
        List<String> missing,
        @Nullable String problem) {
    /// Degrees; the box of all soundings, accepted or not.
    public record Area(double south, double north, double west, double east) {}

    private static final int REVISION = 1;

    /// @param now the time that no file can be from after
    public static Inspection of(Path file, Settings settings, Instant now) {
        final String name = file.getFileName().toString();
        if (Files.notExists(file)) return nothing(file, "", "cannot be read: no such file");
        if (Files.isDirectory(file)) return nothing(file, "", "cannot be read: is a folder");
        final Optional<LiteName> lite = LiteName.parse(name, settings.sensors());
        if (lite.isEmpty())
            return nothing(
                    file,
                    "",
                    "is left alone: not the name of a Lite file of "
                            + settings.sensors().known() + ", such as"
                            + " oco2_LtCO2_200705_B11100Ar_230603215543s.nc4");
        final String product = lite.get().product();
        final Optional<String> impossible =
                lite.get().impossible().or(() -> lite.get().toCome(now));
        if (impossible.isPresent()) return nothing(file, product, impossible.get());
        try {
            final Optional<String> problem = Hdf5Signature.problem(file);
            if (problem.isPresent()) return nothing(file, product, problem.get());
            return of(
                    file,
                    LiteFile.read(
                            file, lite.get().description(), settings.ingest().co2Scale()),
                    lite.get(),
                    settings);
        } catch (LiteException e) {
            return nothing(file, product, Messages.of(e).replace(name + ": ", ""));
        } catch (IllegalArgumentException e) {
            return nothing(file, product, "makes an impossible record: " + e.getMessage());
        } catch (IOException e) {
            return nothing(file, product, "cannot be read: " + FileTrouble.reason(e));
        } catch (RuntimeException | Error e) {
            return nothing(file, product, "makes the program fail: " + e);
        }
    }

    private static Inspection nothing(Path file, String product, String problem) {
        return new Inspection(file.toString(), product, 0, 0, new TreeMap<>(), 0, null, null, null, List.of(), problem);
    }

    private static Inspection of(Path file, LiteFile lite, LiteName name, Settings settings) {
        final TreeMap<String, Integer> rejected = new TreeMap<>();
        int accepted = 0;
        int superobservations = 0;
        @Nullable String problem = null;
        switch (new QualityScreen(settings.ingest(), settings.sensors()).screen(lite, name.day())) {
            case Screened.Unusable unusable -> {
                if (unusable.soundings() > 0)
                    rejected.put(RejectReason.MISSING_VARIABLES.label(), unusable.soundings());
                problem = unusable.reason();
            }
            case Screened.OtherContent other -> {
                rejected.putAll(other.rejected());
                problem = other.reason();
            }
            case Screened.Usable usable -> {
                rejected.putAll(usable.rejected());
                accepted = usable.accepted().size();
                superobservations = superobservations(name, usable, settings);
            }
        }
        final Extent extent = Extent.of(lite);
        return new Inspection(
                file.toString(),
                name.product(),
                lite.soundings(),
                accepted,
                rejected,
                superobservations,
                extent.first(),
                extent.last(),
                extent.area(),
                lite.missing(),
                problem);
    }

    private static int superobservations(LiteName name, Screened.Usable usable, Settings settings) {
        final GranuleSoundings soundings = new GranuleSoundings(
                name.name(),
                name.sensor(),
                name.day(),
                name.version(REVISION),
                usable.standIns(),
                settings.ingest().co2Scale(),
                usable.accepted());
        final Map.Entry<String, DomainSettings> domain =
                settings.domains().entrySet().iterator().next();
        return switch (Gridding.of(settings.ingest())) {
            case MeanGridding mean ->
                mean.everywhere(soundings, domain.getKey()).size();
            case ThinGridding thin ->
                thin.grid(soundings, domain.getKey(), domain.getValue().modelGrid())
                        .superobservations()
                        .size();
        };
    }

    /// Over the soundings whose time or place is known.
    private record Extent(
            @Nullable Instant first,
            @Nullable Instant last,
            @Nullable Area area) {
        static Extent of(LiteFile lite) {
            double first = Double.POSITIVE_INFINITY;
            double last = Double.NEGATIVE_INFINITY;
            final double[] box = {
                Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
            };
            for (int s = 0; s < lite.soundings(); s++) {
                if (Double.isFinite(lite.time(s))) {
                    first = Math.min(first, lite.time(s));
                    last = Math.max(last, lite.time(s));
                }
                if (!Double.isFinite(lite.latitude(s)) || !Double.isFinite(lite.longitude(s))) continue;
                box[0] = Math.min(box[0], lite.latitude(s));
                box[1] = Math.max(box[1], lite.latitude(s));
                box[2] = Math.min(box[2], lite.longitude(s));
                box[3] = Math.max(box[3], lite.longitude(s));
            }
            return new Extent(
                    first > last ? null : instant(first),
                    first > last ? null : instant(last),
                    box[0] > box[1] ? null : new Area(box[0], box[1], box[2], box[3]));
        }

        private static Instant instant(double epochSeconds) {
            return Instant.ofEpochMilli(Math.round(epochSeconds * 1000));
        }
    }
}
