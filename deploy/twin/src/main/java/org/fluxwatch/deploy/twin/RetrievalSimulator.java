package org.fluxwatch.deploy.twin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.inputs.LandMask;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.region.BoxRegion;

/// Makes the soundings that a satellite would retrieve from a true world.
/// ```
/// xco2 = xa + Σ_k h_k a_k (x_true,k - x_a,k) + error        at the retrieved pressure levels
/// ```
/// Source: Rodgers and Connor (2003), J. Geophys. Res. 108, 4116. Over sea only glint has light enough.
public final class RetrievalSimulator {
    /// What became of a look.
    public enum Fate {
        GOOD,
        FLAGGED,
        CLOUDY,
        DARK_SEA,
        NO_TRUTH
    }

    /// A granule, and how many of the looks in the window ended how.
    public record SimulatedDay(LiteGranule granule, Map<Fate, Integer> fates) {
        public SimulatedDay {
            fates = Collections.unmodifiableMap(new EnumMap<>(fates));
        }
    }

    private static final float[] WEIGHTS = ColumnSensitivity.weights();

    private final LandMask land;
    private final CloudMask clouds;
    private final RetrievalError error;

    /// @param seed of clouds and errors
    public RetrievalSimulator(long seed, LandMask land) {
        this.land = land;
        this.clouds = new CloudMask(HashNoise.mix(seed, 1));
        this.error = new RetrievalError(HashNoise.mix(seed, 2));
    }

    /// One sensor's day over a window.
    ///
    /// @param truth is asked for every pixel that is not cloudy, by rising time
    /// @param produced production time of the granule
    public SimulatedDay simulate(Sensor sensor, LocalDate day, BoxRegion window, ColumnTruth truth, Instant produced) {
        return simulate(sensor, day, window, truth, produced, 0);
    }

    /// One sensor's day while its retrievals are faulty.
    ///
    /// @param faultPpm what every retrieved XCO2 is too high by
    public SimulatedDay simulate(
            Sensor sensor, LocalDate day, BoxRegion window, ColumnTruth truth, Instant produced, double faultPpm) {
        final List<LiteSounding> soundings = new ArrayList<>();
        final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        for (GroundPixel pixel : GroundTrack.of(sensor).pixels(day, window))
            fates.merge(look(sensor, pixel, truth, faultPpm, soundings), 1, Integer::sum);
        return new SimulatedDay(new LiteGranule(sensor, day, produced, soundings), fates);
    }

    private Fate look(
            Sensor sensor, GroundPixel pixel, ColumnTruth truth, double faultPpm, List<LiteSounding> soundings) {
        final var sky = clouds.at((double) pixel.time().getEpochSecond(), pixel.latitude(), pixel.longitude());
        if (sky == CloudMask.Sky.CLOUDY) return Fate.CLOUDY;
        final var surface =
                land.land(pixel.latitude(), pixel.longitude()) ? LiteSounding.Surface.LAND : LiteSounding.Surface.OCEAN;
        if (surface == LiteSounding.Surface.OCEAN && pixel.mode() == GroundPixel.Mode.NADIR) return Fate.DARK_SEA;
        final var column = truth.at(pixel.time(), pixel.latitude(), pixel.longitude());
        if (column.isEmpty()) return Fate.NO_TRUTH;
        final var verdict = verdict(sky, pixel.soundingId());
        soundings.add(retrieve(sensor, pixel, surface, verdict, column.get(), faultPpm));
        return verdict == LiteSounding.Verdict.GOOD ? Fate.GOOD : Fate.FLAGGED;
    }

    private LiteSounding.Verdict verdict(CloudMask.Sky sky, long soundingId) {
        if (sky == CloudMask.Sky.EDGE) return LiteSounding.Verdict.CLOUD_EDGE;
        return error.hazy(soundingId) ? LiteSounding.Verdict.HAZE : LiteSounding.Verdict.GOOD;
    }

    private LiteSounding retrieve(
            Sensor sensor,
            GroundPixel pixel,
            LiteSounding.Surface surface,
            LiteSounding.Verdict verdict,
            TrueColumn truth,
            double faultPpm) {
        final double surfacePressureHpa = truth.surfacePressureHpa() + error.pressureErrorHpa(pixel.soundingId());
        final ColumnRetrieval column = column(sensor, pixel, surface, surfacePressureHpa);
        final double uncertaintyPpm = error.uncertaintyPpm(sensor, pixel.soundingId());
        final double xco2Ppm = seen(column, truth) + error.errorPpm(pixel, verdict, uncertaintyPpm) + faultPpm;
        return new LiteSounding(
                pixel,
                surface,
                verdict,
                xco2Ppm,
                uncertaintyPpm,
                column,
                surfacePressureHpa,
                truth.surfacePressureHpa());
    }

    private static ColumnRetrieval column(
            Sensor sensor, GroundPixel pixel, LiteSounding.Surface surface, double surfacePressureHpa) {
        final float[] prior = ColumnSensitivity.sigma();
        double priorXco2Ppm = 0;
        for (int k = 0; k < prior.length; k++) {
            prior[k] = (float) PriorClimatology.ppm((double) pixel.time().getEpochSecond(), pixel.latitude(), prior[k]);
            priorXco2Ppm += WEIGHTS[k] * prior[k];
        }
        return new ColumnRetrieval(
                priorXco2Ppm,
                new Profile(ColumnSensitivity.pressuresHpa(surfacePressureHpa)),
                new Profile(WEIGHTS),
                new Profile(ColumnSensitivity.kernel(sensor, surface, pixel.solarZenith())),
                new Profile(prior));
    }

    /// The true column as the retrieval sees it, without error, ppm.
    static double seen(ColumnRetrieval column, TrueColumn truth) {
        double xco2Ppm = column.priorXco2Ppm();
        for (int k = 0; k < column.levels(); k++) {
            final double departure =
                    truth.at(column.pressureHpa().at(k)) - column.priorPpm().at(k);
            xco2Ppm += column.pressureWeight().at(k) * column.averagingKernel().at(k) * departure;
        }
        return xco2Ppm;
    }
}
