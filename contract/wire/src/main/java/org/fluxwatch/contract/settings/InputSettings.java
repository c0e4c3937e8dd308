package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fluxwatch.contract.record.StandIn;

/// What drives a domain's model, and what its analyses are held against besides satellites.
public record InputSettings(
        MeteorologySettings meteorology,
        PriorSettings prior,
        BoundarySettings boundary,
        StationSettings stations,
        String regions,
        Map<String, PriorSettings> otherPriors,
        Map<String, BoundarySettings> otherBoundaries) {
    public InputSettings {
        otherPriors = Collections.unmodifiableMap(new TreeMap<>(otherPriors));
        otherBoundaries = Collections.unmodifiableMap(new TreeMap<>(otherBoundaries));
    }

    /// What of the model's drivers is invented.
    public Set<StandIn> invented() {
        final Set<StandIn> invented = new TreeSet<>();
        if (meteorology.kind() == MeteorologyKind.SYNTHETIC) invented.add(StandIn.INVENTED_METEOROLOGY);
        if (prior.kind() == PriorKind.SYNTHETIC) invented.add(StandIn.INVENTED_PRIOR);
        if (boundary.kind() == BoundaryKind.SYNTHETIC) invented.add(StandIn.INVENTED_BOUNDARY);
        return Collections.unmodifiableSet(invented);
    }

    /// Drivers that nobody has chosen, with their choices, such as `prior.kind is 'unset', expected one of files,
    /// synthetic`.
    List<String> unset() {
        final List<String> unset = new ArrayList<>();
        if (meteorology.kind() == MeteorologyKind.UNSET) unset.add(unset("meteorology", MeteorologyKind.class));
        if (prior.kind() == PriorKind.UNSET) unset.add(unset("prior", PriorKind.class));
        if (boundary.kind() == BoundaryKind.UNSET) unset.add(unset("boundary", BoundaryKind.class));
        return unset;
    }

    private static String unset(String driver, Class<?> kinds) {
        return driver + ".kind is '" + Binding.UNSET + "', expected " + Binding.oneOf(kinds);
    }

    public enum MeteorologyKind {
        @JsonProperty(Binding.UNSET)
        UNSET,
        @JsonProperty("merra2")
        MERRA2,
        @JsonProperty("era5")
        ERA5,
        @JsonProperty("mcip")
        MCIP,
        @JsonProperty("wrf")
        WRF,
        @JsonProperty("synthetic")
        SYNTHETIC
    }

    public record MeteorologySettings(
            MeteorologyKind kind, long seed, Path folder, List<String> files, boolean fetch, int keepDays) {
        public MeteorologySettings {
            files = List.copyOf(files);
            Check.that(
                    !fetch || kind == MeteorologyKind.MERRA2,
                    "domains.*.inputs.meteorology.fetch",
                    fetch,
                    "true only where kind is merra2: of the others the archive has none");
            Check.that(
                    !fetch || files.isEmpty(),
                    "domains.*.inputs.meteorology.files",
                    files,
                    "none where fetch is true: what is fetched has MERRA-2's own names");
            Check.that(keepDays >= 1, "domains.*.inputs.meteorology.keep-days", keepDays, "1 or more");
        }
    }

    public enum PriorKind {
        @JsonProperty(Binding.UNSET)
        UNSET,
        @JsonProperty("files")
        FILES,
        @JsonProperty("synthetic")
        SYNTHETIC
    }

    public record PriorSettings(PriorKind kind, long seed, Map<String, FluxSourceSettings> sources) {
        public PriorSettings {
            sources = Collections.unmodifiableMap(new TreeMap<>(sources));
            Check.that(
                    kind != PriorKind.FILES || !sources.isEmpty(),
                    "domains.*.inputs.prior.sources",
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
                    "domains.*.inputs.prior.sources.*.scale",
                    scale,
                    "a number other than 0");
            weights("domains.*.inputs.prior.sources.*.hour-weights", hourWeights, 24);
            weights("domains.*.inputs.prior.sources.*.weekday-weights", weekdayWeights, 7);
            Check.that(
                    format != FluxFormat.CF || (!files.isEmpty() && !variable.isEmpty()),
                    "domains.*.inputs.prior.sources.*.variable",
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
        @JsonProperty(Binding.UNSET)
        UNSET,
        @JsonProperty("carbontracker")
        CARBONTRACKER,
        @JsonProperty("geos-chem")
        GEOS_CHEM,
        @JsonProperty("cams")
        CAMS,
        @JsonProperty("synthetic")
        SYNTHETIC
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
                    "domains.*.inputs.boundary.growth-ppm-per-year",
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
            Check.positive("domains.*.inputs.stations.error-ppm", errorPpm);
        }
    }
}
