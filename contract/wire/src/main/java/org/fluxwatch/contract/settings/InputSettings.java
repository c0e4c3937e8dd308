package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What drives the model, and what its analyses are held against besides satellites.
public record InputSettings(
        MeteorologySettings meteorology,
        PriorSettings prior,
        BoundarySettings boundary,
        StationSettings stations,
        String regions,
        Duration lookAgain) {
    public InputSettings {
        Check.duration("assimilate.inputs.look-again", lookAgain);
    }

    /// What of the model's drivers is invented, by name.
    public List<String> invented() {
        final List<String> invented = new ArrayList<>();
        if (meteorology.kind() == MeteorologyKind.SYNTHETIC) invented.add("meteorology");
        if (prior.kind() == PriorKind.SYNTHETIC) invented.add("prior");
        if (boundary.kind() == BoundaryKind.SYNTHETIC) invented.add("boundary");
        return invented;
    }

    public enum MeteorologyKind {
        @JsonProperty("synthetic")
        SYNTHETIC,
        @JsonProperty("merra2")
        MERRA2,
        @JsonProperty("era5")
        ERA5,
        @JsonProperty("mcip")
        MCIP,
        @JsonProperty("wrf")
        WRF
    }

    public record MeteorologySettings(
            MeteorologyKind kind, long seed, Path folder, List<String> files, boolean fetch, int keepDays) {
        public MeteorologySettings {
            files = List.copyOf(files);
            Check.that(
                    !fetch || kind == MeteorologyKind.MERRA2,
                    "assimilate.inputs.meteorology.fetch",
                    fetch,
                    "true only where kind is merra2: of the others the archive has none");
            Check.that(
                    !fetch || files.isEmpty(),
                    "assimilate.inputs.meteorology.files",
                    files,
                    "none where fetch is true: what is fetched has MERRA-2's own names");
            Check.that(keepDays >= 1, "assimilate.inputs.meteorology.keep-days", keepDays, "1 or more");
        }
    }

    public enum PriorKind {
        @JsonProperty("synthetic")
        SYNTHETIC,
        @JsonProperty("files")
        FILES
    }

    public record PriorSettings(PriorKind kind, long seed, Map<String, FluxSourceSettings> sources) {
        public PriorSettings {
            sources = Collections.unmodifiableMap(new TreeMap<>(sources));
            Check.that(
                    kind != PriorKind.FILES || !sources.isEmpty(),
                    "assimilate.inputs.prior.sources",
                    sources.keySet(),
                    "at least one");
        }
    }

    public enum FluxCategory {
        @JsonProperty("biosphere")
        BIOSPHERE,
        @JsonProperty("ocean")
        OCEAN,
        @JsonProperty("fossil")
        FOSSIL,
        @JsonProperty("fire")
        FIRE
    }

    public enum FluxFormat {
        @JsonProperty("carbontracker")
        CARBONTRACKER,
        @JsonProperty("odiac")
        ODIAC,
        @JsonProperty("gfed4")
        GFED4,
        @JsonProperty("gfed5")
        GFED5,
        @JsonProperty("sib4")
        SIB4,
        @JsonProperty("edgar")
        EDGAR,
        @JsonProperty("cf")
        CF
    }

    public enum LaterYears {
        @JsonProperty("wait")
        WAIT,
        @JsonProperty("last-year")
        LAST_YEAR
    }

    public enum MissingValues {
        @JsonProperty("error")
        ERROR,
        @JsonProperty("zero")
        ZERO
    }

    /// One inventory or model of fluxes. Empty texts and lists: what the format has.
    ///
    /// @param files name patterns with date fields
    /// @param units of the variable where the file says none, or says wrong
    /// @param scale factor on all values; -1 turns the sign
    /// @param missingValues what a missing value in the domain means, where the format does not say
    /// @param hourWeights of the 24 hours of local solar time; only their shape counts
    /// @param weekdayWeights Monday first; only their shape counts
    public record FluxSourceSettings(
            FluxCategory category,
            FluxFormat format,
            Path folder,
            List<String> files,
            String variable,
            String units,
            double scale,
            MissingValues missingValues,
            List<Double> hourWeights,
            List<Double> weekdayWeights,
            LaterYears laterYears) {
        public FluxSourceSettings {
            files = List.copyOf(files);
            hourWeights = List.copyOf(hourWeights);
            weekdayWeights = List.copyOf(weekdayWeights);
            Check.that(
                    scale != 0 && Double.isFinite(scale),
                    "assimilate.inputs.prior.sources.*.scale",
                    scale,
                    "a number other than 0");
            weights("assimilate.inputs.prior.sources.*.hour-weights", hourWeights, 24);
            weights("assimilate.inputs.prior.sources.*.weekday-weights", weekdayWeights, 7);
            Check.that(
                    format != FluxFormat.CF || (!files.isEmpty() && !variable.isEmpty()),
                    "assimilate.inputs.prior.sources.*.variable",
                    variable,
                    "files and variable where format is cf");
        }

        private static void weights(String key, List<Double> weights, int count) {
            final double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
            Check.that(
                    weights.isEmpty()
                            || weights.size() == count
                                    && weights.stream().allMatch(weight -> weight >= 0 && Double.isFinite(weight))
                                    && sum > 0,
                    key,
                    weights,
                    "none, or " + count + " numbers of 0 or more that are not all 0");
        }
    }

    public enum BoundaryKind {
        @JsonProperty("synthetic")
        SYNTHETIC,
        @JsonProperty("carbontracker")
        CARBONTRACKER,
        @JsonProperty("geos-chem")
        GEOS_CHEM,
        @JsonProperty("cams")
        CAMS
    }

    public enum Air {
        @JsonProperty("as-stated")
        AS_STATED,
        @JsonProperty("dry")
        DRY,
        @JsonProperty("moist")
        MOIST
    }

    public enum BeyondLast {
        @JsonProperty("wait")
        WAIT,
        @JsonProperty("growth")
        GROWTH
    }

    public record BoundarySettings(
            BoundaryKind kind,
            long seed,
            Path folder,
            List<String> files,
            Air air,
            BeyondLast beyondLast,
            double growthPpmPerYear) {
        public BoundarySettings {
            files = List.copyOf(files);
            Check.that(
                    Math.abs(growthPpmPerYear) <= 20,
                    "assimilate.inputs.boundary.growth-ppm-per-year",
                    growthPpmPerYear,
                    "-20 to 20");
        }
    }

    public enum StationKind {
        @JsonProperty("none")
        NONE,
        @JsonProperty("files")
        FILES
    }

    public record StationSettings(StationKind kind, Path folder, boolean assimilate, double errorPpm) {
        public StationSettings {
            Check.positive("assimilate.inputs.stations.error-ppm", errorPpm);
        }
    }
}
