package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/// What an analysis made of one superobservation or of one observation of a station; a record of the topic
/// `innovations`.
///
/// @param status what was done with the observation
/// @param diagnostics what only the system of the analysis can say of it
@SinceSchema(6)
public record Innovation(
        AnalysisIdentity identity,
        Observation observation,
        Simulated simulated,
        Status status,
        Diagnostics diagnostics) {
    /// No mole fraction of the air is as great.
    private static final double GREATEST_PPM = 10_000;

    public Innovation {
        identity.requireSystem(diagnostics.system());
    }

    /// The observation as the analysis saw it.
    ///
    /// @param source the granule's file name; of a station its name
    /// @param id unique within its source and domain
    /// @param mode of the satellite
    /// @param ppm o: XCO2, or the mole fraction at a station's inlet
    /// @param errorPpm its standard deviation
    /// @param soundings how many went in, >= 1
    /// @param standIns assumptions made for what its source lacks
    public record Observation(
            Sensor sensor,
            String source,
            String id,
            ViewMode mode,
            Position position,
            double ppm,
            double errorPpm,
            int soundings,
            Set<StandIn> standIns) {
        public Observation {
            standIns = Ordered.set(standIns);
            if (!position.isOnEarth())
                throw new IllegalArgumentException(
                        "place of " + id + " is " + position.latitude() + " N " + position.longitude() + " E");
            if (!(ppm > 0 && ppm < GREATEST_PPM))
                throw new IllegalArgumentException("observed of " + id + " is " + ppm + " ppm");
            if (!(errorPpm > 0 && errorPpm < GREATEST_PPM))
                throw new IllegalArgumentException("error of " + id + " is " + errorPpm + " ppm, expected > 0");
            if (soundings < 1)
                throw new IllegalArgumentException(id + " has " + soundings + " soundings, expected 1 or more");
        }
    }

    /// When and where.
    ///
    /// @param latitude degrees north
    /// @param longitude degrees east
    public record Position(Instant time, double latitude, double longitude) {
        boolean isOnEarth() {
            return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        }
    }

    /// What the model has in the observation's place; NaN where it could not be simulated.
    ///
    /// @param backgroundPpm b, before the observation was used
    /// @param analysisPpm a, after all that the analysis was made of was used
    public record Simulated(double backgroundPpm, double analysisPpm) {
        /// Of an observation that the model has no place or time for.
        public static final Simulated NONE = new Simulated(Double.NaN, Double.NaN);
    }

    /// What only one system can say of an observation.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Filter.class, name = "filter"),
        @JsonSubTypes.Type(value = Inversion.class, name = "inversion")
    })
    public sealed interface Diagnostics permits Filter, Inversion {
        AssimilationSystem system();
    }

    /// The ensemble's part. The simulated values beside it are means over the members, before and after the hour's
    /// update.
    ///
    /// @param spreadPpm standard deviation of the simulated value over members before the update, as the filter
    ///   takes it: multiplicative inflation included
    /// @param controlPpm simulated from the control lane (CTRL)
    /// @param forecastPpm simulated from the forecast lane (FC)
    /// @param rank members below the perturbed observation's place, 0 to N
    /// @param shares what it has added to regions' fluxes
    public record Filter(double spreadPpm, double controlPpm, double forecastPpm, int rank, FluxShares shares)
            implements Diagnostics {
        /// Of an observation that the model has no place or time for.
        public static final Filter NONE = new Filter(Double.NaN, Double.NaN, Double.NaN, 0, FluxShares.NONE);

        public Filter {
            if (rank < 0) throw new IllegalArgumentException("rank is " + rank + ", expected 0 or more");
        }

        /// The same with what the forecast lane simulates, ppm.
        public Filter withForecast(double ppm) {
            return new Filter(spreadPpm, controlPpm, ppm, rank, shares);
        }

        /// The same with what the observation has added.
        public Filter with(FluxShares others) {
            return new Filter(spreadPpm, controlPpm, forecastPpm, rank, others);
        }

        @Override
        public AssimilationSystem system() {
            return AssimilationSystem.FILTER;
        }
    }

    /// The inversion's part. The simulated values beside it are those of the prior's fluxes and of the estimate's.
    ///
    /// @param withoutFluxesPpm what the air would have without the fluxes of the optimised cells
    /// @param unusedBecause why the observation was not used, a metric label; empty where its status says all
    /// @param lostShare part of the row whose origin is not known, 0 where every one is
    public record Inversion(double withoutFluxesPpm, String unusedBecause, double lostShare) implements Diagnostics {
        @Override
        public AssimilationSystem system() {
            return AssimilationSystem.INVERSION;
        }
    }

    /// What only the filter can say.
    ///
    /// @throws IllegalStateException when it is of another system
    public Filter ofFilter() {
        return switch (diagnostics) {
            case Filter filter -> filter;
            case Inversion _ -> throw new IllegalStateException(identity + " is of no filter");
        };
    }

    /// What only the inversion can say.
    ///
    /// @throws IllegalStateException when it is of another system
    public Inversion ofInversion() {
        return switch (diagnostics) {
            case Inversion inversion -> inversion;
            case Filter _ -> throw new IllegalStateException(identity + " is of no inversion");
        };
    }

    /// The same with other diagnostics.
    public Innovation with(Diagnostics others) {
        return new Innovation(identity, observation, simulated, status, others);
    }

    /// The same in another revision of the day.
    public Innovation withRevision(int other) {
        return new Innovation(identity.withRevision(other), observation, simulated, status, diagnostics);
    }

    /// o - b, ppm.
    public double departurePpm() {
        return observation.ppm() - simulated.backgroundPpm();
    }

    /// The reason is also a metric label: lower case, the underscore becomes a hyphen.
    public enum Status {
        ASSIMILATED,
        /// |o - b| beyond the gate.
        GATED,
        /// Kept out for independent validation.
        WITHHELD,
        /// Within the strip along the lateral boundary that settings exclude.
        NEAR_BOUNDARY,
        /// Outside the model's cells.
        OUTSIDE_DOMAIN,
        /// Its time lies outside the day it came with.
        OUTSIDE_DAY,
        /// Of a station, and never meant to be assimilated: the analysis is held against it.
        VALIDATION,
        /// Of an inversion: it has no row, no background, or a row that cannot be used; the diagnostics say which.
        UNUSABLE;

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
