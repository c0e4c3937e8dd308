package org.fluxwatch.ingest.gridding;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Sounding;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;

/// All soundings of a cell and time bin become one superobservation (MEGA; docs/science.md 8.1).
/// ```
/// x̄ = 1/n Σ x_i    for XCO2, place, time, all profiles, and the error: the mean of the retrieval errors
/// ```
/// The cells are the same for every domain; a superobservation belongs to the domains in whose grid its mean place
/// lies.
///
/// @param cellDegrees cell size
/// @param binHours length of a bin, divides 24
/// @param withheldShare of the overpasses, 0 to 1: all of a sensor in a bin are withheld or none, as neighbours
/// on a track share their errors; chosen by a hash of sensor, day and bin, so that a newer granule of a day
/// withholds the same
public record MeanGridding(double cellDegrees, int binHours, double withheldShare) implements Gridding {
    @Override
    public SortedMap<String, Gridded> grid(GranuleSoundings granule, SortedMap<String, Grid> grids) {
        final SortedMap<String, Gridded> gridded = new TreeMap<>();
        if (grids.isEmpty()) return gridded;
        final List<Superobservation> everywhere = everywhere(granule, grids.firstKey());
        grids.forEach((domain, grid) -> gridded.put(domain, within(everywhere, domain, grid)));
        return gridded;
    }

    private static Gridded within(List<Superobservation> everywhere, String domain, Grid grid) {
        final List<Superobservation> inside = new ArrayList<>();
        int outside = 0;
        for (Superobservation one : everywhere)
            if (grid.cellAt(one.latitude(), one.longitude()) >= 0) inside.add(one.inDomain(domain));
            else outside += one.soundings();
        return new Gridded(List.copyOf(inside), outside);
    }

    /// The superobservations of the whole globe, in [Gridding#ORDER].
    public List<Superobservation> everywhere(GranuleSoundings granule, String domain) {
        final Map<MeanCell, List<Sounding>> cells = new TreeMap<>();
        for (Sounding sounding : granule.soundings())
            cells.computeIfAbsent(MeanCell.of(sounding, cellDegrees, binHours), cell -> new ArrayList<>())
                    .add(sounding);
        return cells.entrySet().stream()
                .map(entry -> mean(granule, domain, entry.getKey(), entry.getValue()))
                .sorted(ORDER)
                .toList();
    }

    private Superobservation mean(GranuleSoundings granule, String domain, MeanCell cell, List<Sounding> soundings) {
        final String overpass = granule.sensor().label() + "-"
                + granule.day().format(DateTimeFormatter.BASIC_ISO_DATE)
                + "-b" + cell.bin();
        final long firstMillis = soundings.getFirst().time().toEpochMilli();
        return new Superobservation(
                domain,
                granule.sensor(),
                granule.day(),
                granule.granule(),
                granule.version(),
                overpass + "-" + cell.label(cellDegrees),
                soundings.stream().map(Sounding::mode).reduce(ViewMode::with).orElseThrow(),
                // from the first time on, so that the sum keeps its digits
                MeanCell.instant(firstMillis + mean(soundings, s -> s.time().toEpochMilli() - firstMillis)),
                mean(soundings, Sounding::latitude),
                mean(soundings, MeanCell::fromDateLine) - 180,
                mean(soundings, Sounding::xco2Ppm),
                mean(soundings, Sounding::uncertaintyPpm),
                new ColumnRetrieval(
                        mean(soundings, s -> s.column().priorXco2Ppm()),
                        meanProfile(soundings.stream()
                                .map(s -> s.column().pressureHpa())
                                .toList()),
                        meanProfile(soundings.stream()
                                .map(s -> s.column().pressureWeight())
                                .toList()),
                        meanProfile(soundings.stream()
                                .map(s -> s.column().averagingKernel())
                                .toList()),
                        meanProfile(soundings.stream()
                                .map(s -> s.column().priorPpm())
                                .toList())),
                soundings.size(),
                uniform(overpass) < withheldShare,
                granule.standIns(),
                granule.co2Scale());
    }

    private static double mean(List<Sounding> soundings, ToDoubleFunction<Sounding> value) {
        double sum = 0;
        for (Sounding sounding : soundings) sum += value.applyAsDouble(sounding);
        return sum / soundings.size();
    }

    private static Profile meanProfile(List<Profile> profiles) {
        final float[] mean = new float[profiles.getFirst().levels()];
        for (int k = 0; k < mean.length; k++) {
            double sum = 0;
            for (Profile profile : profiles) sum += profile.at(k);
            mean[k] = (float) (sum / profiles.size());
        }
        return new Profile(mean);
    }

    /// A number from 0 to below 1 that depends on the text alone: FNV-1a, then the finalizer of SplitMix64.
    private static double uniform(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return ((hash ^ (hash >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
