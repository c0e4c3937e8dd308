package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fluxwatch.assimilate.inputs.LandMask;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.deploy.twin.GroundPixel;
import org.fluxwatch.deploy.twin.LiteFileWriter;
import org.fluxwatch.deploy.twin.LiteGranule;
import org.fluxwatch.deploy.twin.LiteSounding;
import org.fluxwatch.deploy.twin.RetrievalSimulator;
import org.fluxwatch.deploy.twin.TrueColumn;

/// A Lite file of OCO-2 as large as a real day's: as many soundings as on 2018-01-02, all over the earth, of which as
/// many are good. The air is a smooth one, the retrievals' errors are the twin's.
final class OcoDay {
    static final int SOUNDINGS = 176_825;
    static final int GOOD = 91_004;

    private static final BoxRegion EARTH = new BoxRegion("earth", -90, 90, -180, 180);
    private static final double SURFACE_HPA = 990;
    private static final double[] MIDDLES_HPA = {950, 800, 600, 400, 200};

    private OcoDay() {}

    /// Writes the file of a day, unless it is there.
    static Path write(Path folder, LocalDate day) throws IOException {
        return write(folder, day, 1).getFirst();
    }

    /// Writes the files of days that are not there. All have the first one's soundings.
    static List<Path> write(Path folder, LocalDate first, int days) throws IOException {
        final List<Path> files = new ArrayList<>();
        List<LiteSounding> soundings = List.of();
        for (LocalDate day = first; day.isBefore(first.plusDays(days)); day = day.plusDays(1)) {
            final Instant produced = day.plusDays(3).atTime(12, 0).toInstant(ZoneOffset.UTC);
            final Path file = folder.resolve(new LiteGranule(Sensor.OCO2, day, produced, List.of()).fileName());
            files.add(file);
            if (Files.exists(file)) continue;
            if (soundings.isEmpty()) soundings = soundings(first, produced);
            final LocalDate own = day;
            LiteFileWriter.write(
                    new LiteGranule(
                            Sensor.OCO2,
                            day,
                            produced,
                            soundings.stream().map(one -> on(one, first, own)).toList()),
                    folder);
        }
        return files;
    }

    private static LiteSounding on(LiteSounding one, LocalDate first, LocalDate day) {
        final GroundPixel pixel = one.pixel();
        final long date = day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
        return new LiteSounding(
                new GroundPixel(
                        date * 100_000_000L + pixel.soundingId() % 100_000_000L,
                        pixel.time().plus(ChronoUnit.DAYS.between(first, day), ChronoUnit.DAYS),
                        pixel.latitude(),
                        pixel.longitude(),
                        pixel.footprint(),
                        pixel.orbit(),
                        pixel.path(),
                        pixel.mode(),
                        pixel.solarZenith(),
                        pixel.solarAzimuth(),
                        pixel.sensorZenith(),
                        pixel.sensorAzimuth(),
                        pixel.glintAngle(),
                        pixel.vertexLatitudes(),
                        pixel.vertexLongitudes()),
                one.surface(),
                one.verdict(),
                one.xco2Ppm(),
                one.uncertaintyPpm(),
                one.column(),
                one.surfacePressureHpa(),
                one.priorSurfacePressureHpa());
    }

    private static List<LiteSounding> soundings(LocalDate day, Instant produced) {
        final List<LiteSounding> good = new ArrayList<>();
        final Map<Long, LiteSounding> flagged = new TreeMap<>();
        for (LiteSounding one : seen(1, day, produced))
            if (isGood(one)) good.add(one);
            else flagged.put(one.pixel().soundingId(), one);
        final List<LiteSounding> soundings = new ArrayList<>(evenly(good, GOOD));
        final Set<Long> taken =
                good.stream().map(one -> one.pixel().soundingId()).collect(Collectors.toSet());
        // one sky has not as many edges of clouds as the real one
        for (LiteSounding one : seen(2, day, produced))
            if (!isGood(one) && !taken.contains(one.pixel().soundingId()))
                flagged.putIfAbsent(one.pixel().soundingId(), one);
        soundings.addAll(evenly(List.copyOf(flagged.values()), SOUNDINGS - GOOD));
        soundings.sort(Comparator.comparingLong(one -> one.pixel().soundingId()));
        final Random random = new Random(3);
        soundings.replaceAll(one -> varied(one, random));
        return soundings;
    }

    private static List<LiteSounding> seen(long seed, LocalDate day, Instant produced) {
        return new RetrievalSimulator(seed, new LandMask())
                .simulate(Sensor.OCO2, day, EARTH, OcoDay::air, produced)
                .granule()
                .soundings();
    }

    /// With profiles of its own, as real retrievals have: what is alike everywhere would be deflated to nothing.
    private static LiteSounding varied(LiteSounding one, Random random) {
        final ColumnRetrieval column = one.column();
        return new LiteSounding(
                one.pixel(),
                one.surface(),
                one.verdict(),
                one.xco2Ppm(),
                one.uncertaintyPpm(),
                new ColumnRetrieval(
                        column.priorXco2Ppm(),
                        column.pressureHpa(),
                        varied(column.pressureWeight(), 1e-4, random),
                        varied(column.averagingKernel(), 1e-2, random),
                        varied(column.priorPpm(), 1e-4, random)),
                one.surfacePressureHpa(),
                one.priorSurfacePressureHpa());
    }

    /// @param share of a value, standard deviation
    private static Profile varied(Profile profile, double share, Random random) {
        final float[] values = new float[profile.levels()];
        for (int k = 0; k < values.length; k++)
            values[k] = (float) (profile.at(k) * (1 + share * random.nextGaussian()));
        return new Profile(values);
    }

    private static boolean isGood(LiteSounding sounding) {
        return sounding.verdict() == LiteSounding.Verdict.GOOD;
    }

    private static List<LiteSounding> evenly(List<LiteSounding> of, int count) {
        if (of.size() < count)
            throw new IllegalStateException("the twin saw " + of.size() + " such soundings, expected " + count);
        final List<LiteSounding> chosen = new ArrayList<>();
        for (int n = 0; n < count; n++) chosen.add(of.get((int) ((long) n * of.size() / count)));
        return chosen;
    }

    private static Optional<TrueColumn> air(Instant time, double latitude, double longitude) {
        final double[] ppm = new double[MIDDLES_HPA.length];
        for (int k = 0; k < ppm.length; k++)
            ppm[k] = 410
                    + (3 - 0.5 * k) * Math.sin(Math.toRadians(latitude))
                    + Math.cos(Math.toRadians(3 * longitude)) / (1 + k);
        return Optional.of(new TrueColumn(SURFACE_HPA + 10 * Math.cos(Math.toRadians(latitude)), MIDDLES_HPA, ppm));
    }
}
