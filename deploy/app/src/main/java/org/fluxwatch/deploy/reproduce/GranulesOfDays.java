package org.fluxwatch.deploy.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.ingest.catalog.LiteName;
import org.fluxwatch.publish.daily.Basis;
import org.fluxwatch.publish.daily.Manifest;
import org.fluxwatch.publish.daily.Origin;
import org.fluxwatch.publish.daily.ProductFolder;

/// Which granules the days had that a product rests on, by the files beside it whose granules have the digests of its
/// basis: those of now, or those that are kept of before.
final class GranulesOfDays {
    private final ProductFolder folder;
    private final Manifest manifest;
    private final boolean isFromState;
    private final List<String> missing = new ArrayList<>();
    private final Sensors sensors;
    private final Map<LocalDate, List<Granule>> days = new TreeMap<>();

    private GranulesOfDays(ProductFolder folder, Sensors sensors, Manifest manifest, boolean isFromState) {
        this.folder = folder;
        this.sensors = sensors;
        this.manifest = manifest;
        this.isFromState = isFromState;
    }

    /// @param missing what cannot be told, a line each
    /// @param days granules by day; days without any may be left out
    record Found(List<String> missing, Map<LocalDate, List<Granule>> days) {}

    /// @param from the first day that is to be run
    /// @param isFromState whether days before it are in a state, so that their granules do not matter
    /// @param folder that the product lies in
    /// @param sensors whose files are known
    static Found of(Manifest manifest, LocalDate from, boolean isFromState, ProductFolder folder, Sensors sensors)
            throws IOException {
        final GranulesOfDays found = new GranulesOfDays(folder, sensors, manifest, isFromState);
        switch (manifest.analysed().system()) {
            case FILTER -> found.ofDays(from);
            case INVERSION -> found.ofMonths(from);
        }
        return new Found(found.missing, found.days);
    }

    private void ofDays(LocalDate from) throws IOException {
        final Basis basis = manifest.origin().basis();
        if (basis.digests().isEmpty()) {
            missing.add("the file has no basis, expected one that says the granules of the days before");
            return;
        }
        final LocalDate own = basis.before().orElse(from);
        final List<String> lines = new ArrayList<>();
        for (LocalDate day = from; day.isBefore(own); day = day.plusDays(1)) lines.add(day + " " + ofEarlier(day));
        if (basis.before().isPresent() && !Basis.digest(lines).equals(basis.digestBefore()) && !isFromState)
            missing.add("the days from " + from + " to " + own.minusDays(1)
                    + " have other granules now than the basis says, digest " + Basis.digest(lines) + ", expected "
                    + basis.digestBefore());
        for (Map.Entry<LocalDate, String> line : basis.digests().entrySet())
            if (!line.getKey().isBefore(from)) take(line.getKey(), line.getValue());
    }

    /// Of a day whose digest the basis does not say by itself.
    private String ofEarlier(LocalDate day) throws IOException {
        final Optional<Origin> origin = origin(folder.find(manifest.analysed(), day));
        origin.ifPresent(found -> days.put(day, found.granules()));
        return origin.map(Origin::digest).orElse(Basis.MISSING);
    }

    private void take(LocalDate begin, String digest) throws IOException {
        if (begin.equals(manifest.begin())) {
            add(begin, manifest.origin().granules());
            return;
        }
        if (digest.equals(Basis.MISSING)) {
            missing.add("when the file was written there was none of " + begin + ", so that nothing says its granules");
            return;
        }
        final Optional<Origin> found = Origin.find(folder, manifest.analysed(), begin, digest);
        if (found.isPresent()) {
            add(begin, found.get().granules());
            return;
        }
        missing.add(
                folder.editions(manifest.analysed(), begin).isEmpty()
                        ? "there is no file of " + begin + " beside it, which would say the granules of that time"
                        : "the file of " + begin + " has other granules now than the basis says, " + digest
                                + ", and none like it is kept");
    }

    private static Optional<Origin> origin(Optional<Path> file) throws IOException {
        return file.isPresent() ? Origin.whole(file.get()) : Optional.empty();
    }

    /// By the days in their names: a month's granules are of many.
    private void add(LocalDate begin, List<Granule> granules) {
        for (Granule granule : granules)
            days.computeIfAbsent(
                            LiteName.parse(granule.name(), sensors)
                                    .map(LiteName::day)
                                    .orElse(begin),
                            _ -> new ArrayList<>())
                    .add(granule);
    }

    /// A month that is written while the next one runs rests on the first days of that one, too; the file of these that
    /// is of the same analysis names them, or else the one of now.
    private void ofMonths(LocalDate from) throws IOException {
        for (Map.Entry<LocalDate, String> line :
                manifest.origin().basis().digests().entrySet())
            if (!line.getKey().isBefore(from.withDayOfMonth(1))) take(line.getKey(), line.getValue());
        if (manifest.asOf().isBefore(manifest.begin().plusMonths(1))) return;
        final LocalDate next = manifest.begin().plusMonths(1);
        final List<Path> files = new ArrayList<>();
        folder.find(manifest.analysed(), next).ifPresent(files::add);
        files.addAll(folder.previous(manifest.analysed(), next).reversed());
        Optional<Path> best = files.stream().findFirst();
        for (Path file : files) if (Manifest.read(file).asOf().equals(manifest.asOf())) best = Optional.of(file);
        origin(best)
                .ifPresentOrElse(
                        origin -> add(
                                next,
                                origin.granules().stream()
                                        .filter(granule -> !LiteName.parse(granule.name(), sensors)
                                                .map(LiteName::day)
                                                .orElse(next)
                                                .isAfter(manifest.asOf()))
                                        .toList()),
                        () -> missing.add("there is no file of the month from " + next
                                + " beside it, which would say the granules of its first days"));
    }
}
