package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The analytical inversion, of all domains whose system it is.
///
/// @param cellDegrees size of the cells whose fluxes are estimated
/// @param optimisedRegions names of regions; empty: all that the domain covers
/// @param background by which the estimate is made, one of `backgrounds`
public record InversionSettings(
        double cellDegrees,
        List<String> optimisedRegions,
        IncrementKind increment,
        PriorErrorSettings priorError,
        double errorCorrelation,
        double representationErrorPpm,
        RowSettings rows,
        StationHoursSettings stationHours,
        String background,
        double backgroundOffsetPpm,
        WindowKind window,
        Map<String, BackgroundSettings> backgrounds) {
    public InversionSettings {
        optimisedRegions = List.copyOf(optimisedRegions);
        backgrounds = Collections.unmodifiableMap(new TreeMap<>(backgrounds));
        Check.that(
                cellDegrees >= 0.05 && cellDegrees <= 10,
                "assimilate.inversion.cell-degrees",
                cellDegrees,
                "0.05 to 10");
        Check.that(
                errorCorrelation >= 0 && errorCorrelation <= 1,
                "assimilate.inversion.error-correlation",
                errorCorrelation,
                "0 to 1");
        Check.notNegative("assimilate.inversion.representation-error-ppm", representationErrorPpm);
        Check.notNegative("assimilate.inversion.background-offset-ppm", backgroundOffsetPpm);
        Check.that(
                backgrounds.containsKey(background),
                "assimilate.inversion.background",
                background,
                "one of " + backgrounds.keySet());
        Check.that(backgrounds.size() <= 64, "assimilate.inversion.backgrounds", backgrounds.keySet(), "64 at most");
    }

    public enum IncrementKind {
        @JsonProperty("flat")
        FLAT,
        @JsonProperty("day-night")
        DAY_NIGHT,
        @JsonProperty("uptake-release")
        UPTAKE_RELEASE
    }

    /// @param share standard deviation of a cell's monthly net flux, as a part of its size
    /// @param floor least standard deviation, µmol m-2 s-1
    /// @param correlationKm length of the correlation between cells; 0: none
    /// @param monthCorrelation of the errors of a month and the next
    public record PriorErrorSettings(double share, double floor, double correlationKm, double monthCorrelation) {
        public PriorErrorSettings {
            Check.notNegative("assimilate.inversion.prior-error.share", share);
            Check.notNegative("assimilate.inversion.prior-error.floor", floor);
            Check.that(share > 0 || floor > 0, "assimilate.inversion.prior-error.share", share, "above 0, or a floor");
            Check.notNegative("assimilate.inversion.prior-error.correlation-km", correlationKm);
            Check.that(
                    monthCorrelation >= 0 && monthCorrelation < 1,
                    "assimilate.inversion.prior-error.month-correlation",
                    monthCorrelation,
                    "0 to less than 1");
        }
    }

    public enum RowKind {
        @JsonProperty("particles")
        PARTICLES,
        @JsonProperty("retro")
        RETRO,
        @JsonProperty("files")
        FILES
    }

    /// @param horizonDays how long before its day an observation looks for fluxes
    /// @param folder of footprints
    /// @param files name patterns
    public record RowSettings(
            RowKind kind, int horizonDays, int particles, long seed, Path folder, List<String> files) {
        public RowSettings {
            files = List.copyOf(files);
            Check.that(
                    horizonDays >= 1 && horizonDays <= 27,
                    "assimilate.inversion.rows.horizon-days",
                    horizonDays,
                    "1 to 27: an observation has a say in two months at most");
            Check.that(
                    particles >= 100 && particles <= 1_000_000,
                    "assimilate.inversion.rows.particles",
                    particles,
                    "100 to 1000000");
        }
    }

    /// Hours of local solar time, UTC + longitude / 15, whose observations of stations count.
    ///
    /// @param from first that counts
    /// @param to first that does not any more; 0 to 24 is all
    public record StationHoursSettings(double from, double to) {
        private static final String KEY = "assimilate.inversion.station-hours.";

        public StationHoursSettings {
            Check.that(from >= 0 && from < 24, KEY + "from", from, "0 to less than 24");
            Check.that(to > from && to <= 24, KEY + "to", to, "more than " + KEY + "from, 24 at most");
        }

        /// Whether an observation counts.
        ///
        /// @param longitude degrees east
        public boolean cover(Instant time, double longitude) {
            final double hours = time.toEpochMilli() / 3_600_000.0 + longitude / 15;
            final double ofDay = hours - 24 * Math.floor(hours / 24);
            return ofDay >= from && ofDay < to;
        }
    }

    public enum WindowKind {
        @JsonProperty("centred")
        CENTRED,
        @JsonProperty("trailing")
        TRAILING
    }

    public enum BackgroundKind {
        @JsonProperty("model")
        MODEL,
        @JsonProperty("grid")
        GRID,
        @JsonProperty("latitude")
        LATITUDE
    }

    /// @param scaled whether the global field is brought to the mean of the observations
    /// @param boundary one of the domain's other boundaries; empty: its own
    /// @param prior one of the domain's other priors; empty: its own
    /// @param maskDegrees resolution at which fluxes are switched off; 0: that of the optimised cells
    /// @param percentile of the observations
    public record BackgroundSettings(
            BackgroundKind kind, boolean scaled, String boundary, String prior, double maskDegrees, double percentile) {
        private static final String KEY = "assimilate.inversion.backgrounds.*.";

        public BackgroundSettings {
            Check.that(maskDegrees >= 0 && maskDegrees <= 10, KEY + "mask-degrees", maskDegrees, "0 to 10");
            Check.that(percentile >= 0 && percentile <= 100, KEY + "percentile", percentile, "0 to 100");
        }
    }
}
